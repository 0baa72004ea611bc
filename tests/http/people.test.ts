import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY } from '../../src/domain/time.ts';
import { type ApiWorld, anApiWorld, PEOPLE } from '../support/api-world.ts';

interface Page {
  readonly items: readonly { readonly id: string; readonly name: string; readonly slug: string }[];
  readonly next: string | null;
}

describe('people and apps through the API', () => {
  let world: ApiWorld;
  beforeAll(async () => {
    world = await anApiWorld();
  });
  afterAll(() => world.api.close());

  const page = async (path: string, by: keyof typeof PEOPLE = 'eve') =>
    (await world.call(by, 'GET', path)).body as unknown as Page;
  const names = async (path: string, by: keyof typeof PEOPLE = 'eve') =>
    (await page(path, by)).items.map(({ name }) => name);
  const inADay = () => new Date(Date.now() + DAY).toISOString();

  it('when people are listed, then page by page in the order of their names, and only those wanted', async () => {
    const all: string[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const found: Page = await page(`/people?limit=3${next === '' ? '' : `&after=${next}`}`);
      all.push(...found.items.map(({ name }) => name));
      ({ next } = found);
    }
    expect(all).toEqual(Object.keys(PEOPLE).sort());
    expect(await names('/people?search=AUD')).toEqual(['audrey']);
    expect(await names('/people?manager=noor@example.com')).toEqual(['maya']);
    expect(await names('/people?status=offboarded')).toEqual([]);
    expect(await world.call('eve', 'GET', '/people?after=nonsense')).toMatchObject({
      status: 400,
      body: { field: 'after' },
    });
    expect(await world.call('eve', 'GET', '/people?manager=nobody')).toMatchObject({
      status: 404,
      body: { field: 'manager' },
    });
    expect(await world.call('eve', 'GET', `/people/maya@example.com`)).toMatchObject({ body: { id: world.ids.maya } });
  });

  it('when an app is looked at, then what one may ask for is shown; to its owner all of it', async () => {
    expect(await names('/apps?search=aw')).toEqual(['AWS']);
    expect(await world.call('eve', 'GET', '/apps/aws')).toMatchObject({ body: { slug: 'aws', frozen: false } });
    expect(await names('/apps/aws/entitlements')).toEqual(['deploy', 'read', 'root']);
    expect(await names('/apps/aws/entitlements?search=roo')).toEqual(['root']);
    expect(await names('/apps/aws/entitlements?kind=group')).toEqual([]);
    expect(await names('/apps/quiet/entitlements')).toEqual([]);
    expect(await names('/apps/quiet/entitlements', 'ada')).toEqual(['hidden']);
    const first = await page('/apps/aws/entitlements?limit=2');
    expect(await names(`/apps/aws/entitlements?limit=2&after=${first.next ?? ''}`)).toEqual(['root']);
  });

  it('when somebody is away, then they arrange who decides, and others do not', async () => {
    const wish = { to: 'tom@example.com', endsAt: inADay() };
    const added = await world.call('noor', 'POST', '/people/noor@example.com/delegations', wish);
    expect(added).toMatchObject({ status: 200, body: { from: world.ids.noor, to: world.ids.tom } });
    const id = String(added.body['id']);
    const mine = { status: 200, body: { from: [{ id }], to: [] } };
    expect(await world.call('noor', 'GET', `/people/${world.ids.noor}/delegations`)).toMatchObject(mine);
    expect(await world.call('eve', 'GET', `/people/${world.ids.noor}/delegations`)).toMatchObject({ status: 404 });
    expect(await world.call('eve', 'POST', `/people/${world.ids.noor}/delegations`, wish)).toMatchObject({
      status: 403,
    });
    expect(await world.call('noor', 'POST', `/delegations/${id}/end`, {})).toMatchObject({ body: { done: true } });
    expect(await world.call('noor', 'POST', `/delegations/${id}/end`, {})).toMatchObject({ status: 409 });
    const away = { until: inADay() };
    expect(await world.call('noor', 'POST', `/people/${world.ids.noor}/out-of-office`, away)).toMatchObject({
      status: 200,
    });
    expect(await world.call('eve', 'GET', `/people/${world.ids.noor}`)).toMatchObject({
      body: { outOfOfficeUntil: away.until },
    });
    expect(await world.call('eve', 'POST', `/people/${world.ids.noor}/out-of-office`, away)).toMatchObject({
      status: 403,
    });
  });

  it('when somebody has left, then an admin says so, and what could not be started is told', async () => {
    const path = `/people/${world.ids.tom}/offboarding`;
    expect(await world.call('lin', 'POST', path, {})).toMatchObject({ status: 403 });
    expect(await world.call('adam', 'POST', path, {})).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(await names('/people?status=offboarded')).toEqual(['tom']);
    expect(await world.call('tom', 'GET', '/me')).toMatchObject({ status: 401 });
  });
});
