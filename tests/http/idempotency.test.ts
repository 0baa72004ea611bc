import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bodyOf, describedBy, pathOf, type Route, routesIn } from '../support/api-calls.ts';
import { type ApiWorld, anApiWorld } from '../support/api-world.ts';

/** Left for other tests: what is over, and what shows when it was asked for. */
const ONCE = ['/revocation', '/offboarding', '/preview'];

describe('the same key again', () => {
  let world: ApiWorld;
  let routes: Route[];
  beforeAll(async () => {
    world = await anApiWorld();
    routes = routesIn(await describedBy(world)).filter(({ method }) => method !== 'GET');
  });
  afterAll(() => world.api.close());

  const targetOf = ({ path }: Route): string => {
    const { request: requests, holding: holdings, task: tasks, delegation: delegations, token: tokens } = world;
    const people = world.ids.noor;
    return pathOf(
      { path },
      { requests, holdings, tasks, delegations, tokens, people }[path.split('/')[1] as 'tasks'] ?? '',
    );
  };

  it('is understood by every call that changes something', () => {
    const unkeyed = routes.filter(
      ({ operation }) => !operation.parameters?.some(({ name }) => name === 'idempotency-key'),
    );
    expect(unkeyed).toEqual([]);
  });

  it('comes to the same, and writes nothing a second time', async () => {
    const head = async () => (await world.api.deps.store.audit.head()).index;
    const repeated: string[] = [];
    for (const route of routes.filter(({ path }) => !ONCE.some((end) => path.endsWith(end)))) {
      const key = { 'idempotency-key': `same ${route.path}` };
      const first = await world.call('root', 'POST', targetOf(route), bodyOf(route), key);
      const after = await head();
      const again = await world.call('root', 'POST', targetOf(route), bodyOf(route), key);
      expect([route.path, again.status, again.body]).toEqual([route.path, first.status, first.body]);
      expect([route.path, await head()]).toEqual([route.path, after]);
      if (first.status < 300) repeated.push(route.path);
    }
    expect(repeated).toEqual(
      expect.arrayContaining(['/tokens', '/freeze', '/takings/pause', '/people/{id}/delegations']),
    );
  });

  it('when what came first has been undone since, then it is not done again', async () => {
    const key = { 'idempotency-key': 'freeze once' };
    expect(await world.call('root', 'POST', '/freeze', {}, key)).toMatchObject({ body: { frozen: true } });
    await world.call('root', 'POST', '/unfreeze', {});
    expect(await world.call('root', 'POST', '/freeze', {}, key)).toMatchObject({ status: 200, body: { frozen: true } });
    expect(await world.call('root', 'GET', '/settings')).toMatchObject({ body: { frozen: false } });
  });

  it('when it comes with another body, then it is refused and what came first is kept', async () => {
    const key = { 'idempotency-key': 'one app' };
    await world.call('root', 'POST', '/freeze', { app: 'aws' }, key);
    expect(await world.call('root', 'POST', '/freeze', {}, key)).toMatchObject({
      ...{ status: 409, body: { code: 'idempotency_mismatch' } },
    });
    expect(await world.call('adam', 'POST', '/freeze', {}, key)).toMatchObject({ status: 200 });
  });

  it('when what came first was refused, then the key is free', async () => {
    const key = { 'idempotency-key': 'mistyped' };
    expect(await world.call('root', 'POST', '/freeze', { app: 'asw' }, key)).toMatchObject({ status: 404 });
    expect(await world.call('root', 'POST', '/freeze', { app: 'aws' }, key)).toMatchObject({ status: 200 });
  });
});
