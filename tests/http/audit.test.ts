import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ApiWorld, anApiWorld, PEOPLE } from '../support/api-world.ts';

interface Page {
  readonly items: readonly {
    readonly index: number;
    readonly fact: string;
    readonly subject: string;
    readonly hash: string;
  }[];
  readonly next: string | null;
}

describe('the record and the switches through the API', () => {
  let world: ApiWorld;
  beforeAll(async () => {
    world = await anApiWorld();
  });
  afterAll(() => world.api.close());

  const page = async (query: string) => (await world.call('audrey', 'GET', `/audit${query}`)).body as unknown as Page;

  it('when the record is searched, then newest first, by what, who and when, page by page', async () => {
    const { items } = await page('?fact=token.minted&limit=200');
    expect(items).toHaveLength(Object.keys(PEOPLE).length);
    expect(items.map(({ index }) => index)).toEqual(items.map(({ index }) => index).sort((a, b) => b - a));
    const first = await page('?fact=token.minted&limit=6');
    const second = await page(`?fact=token.minted&limit=6&after=${first.next ?? ''}`);
    expect([...first.items, ...second.items]).toEqual(items);
    expect((await page(`?subject=token:${world.token}`)).items).toMatchObject([
      { fact: 'token.minted', actor: 'operator' },
    ]);
    expect((await page('?from=2100-01-01T00:00:00Z')).items).toEqual([]);
    expect((await page('?from=2000-01-01T00:00:00Z&to=2100-01-01T00:00:00Z&limit=1')).items).toHaveLength(1);
    for (const path of ['', '/verification', '/export'])
      expect(await world.call('eve', 'GET', `/audit${path}`)).toMatchObject({
        status: 403,
        body: { code: 'not_allowed' },
      });
  });

  it('when it is verified and exported, then it is whole, and every line is there', async () => {
    expect(await world.call('audrey', 'GET', '/audit/verification')).toMatchObject({
      body: { whole: true, breaks: [] },
    });
    const { type, body } = await world.call('audrey', 'GET', '/audit/export');
    const lines = String(body['text'])
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(type).toBe('application/jsonl');
    expect(lines.at(-1)).toMatchObject({ signedHead: { index: lines.length - 1 } });
    const { body: verdict } = await world.call('audrey', 'GET', '/audit/verification');
    expect(verdict).toMatchObject({ whole: true, rows: lines.length - 1, signedHeads: 1 });
  });

  it('when giving is frozen, then the settings say so until it is not', async () => {
    expect(await world.call('lin', 'POST', '/freeze', {})).toMatchObject({ status: 403 });
    expect(await world.call('adam', 'POST', '/freeze', {})).toMatchObject({ body: { app: null, frozen: true } });
    expect(await world.call('eve', 'GET', '/settings')).toMatchObject({ body: { frozen: true, membersSee: 'own' } });
    expect(await world.call('adam', 'POST', '/unfreeze', {})).toMatchObject({ body: { frozen: false } });
    expect(await world.call('adam', 'POST', '/freeze', { app: 'aws' })).toMatchObject({
      body: { app: 'aws', frozen: true },
    });
    expect(await world.call('eve', 'GET', '/apps/aws')).toMatchObject({ body: { frozen: true } });
    expect(await world.call('eve', 'GET', '/settings')).toMatchObject({ body: { frozen: false } });
    expect(await world.call('adam', 'POST', '/freeze', { app: 'none' })).toMatchObject({
      status: 404,
      body: { field: 'app' },
    });
  });

  it('when takings are paused, then it takes two admins, and one ends it', async () => {
    const until = new Date(Date.now() + 3_600_000).toISOString();
    expect(await world.call('adam', 'POST', '/takings/pause', { until })).toMatchObject({
      body: { takings: 'proposed' },
    });
    expect(await world.call('root', 'POST', '/takings/pause', { until })).toMatchObject({
      body: { takings: 'paused' },
    });
    expect(await world.call('eve', 'GET', '/settings')).toMatchObject({
      body: { takingsPause: { proposedBy: world.ids.adam, confirmedBy: world.ids.root, until } },
    });
    expect(await world.call('adam', 'POST', '/takings/resume', {})).toMatchObject({ body: { takings: 'on' } });
    expect(await world.call('eve', 'GET', '/settings')).toMatchObject({ body: { takingsPause: null } });
  });

  it('when a super admin changes the settings, then it is a version like any other; nobody else, nor on what has changed', async () => {
    const { body } = await world.call('root', 'GET', '/settings');
    const version = body['policyVersion'];
    const change = (by: 'adam' | 'root', more: object) =>
      world.call(by, 'POST', '/settings', { membersSee: 'all', ...more });
    expect(await change('adam', {})).toMatchObject({ status: 403, body: { code: 'not_allowed' } });
    expect(await change('root', { zone: 'Nowhere/At/All' })).toMatchObject({
      status: 400,
      body: { code: 'invalid_file' },
    });
    const changed = { membersSee: 'all', maximumLease: 'P90D', policyVersion: Number(version) + 1, name: body['name'] };
    expect(await change('root', { maximumLease: 'P90D', version })).toMatchObject({ status: 200, body: changed });
    expect(await change('root', { name: 'Late', version })).toMatchObject({
      status: 409,
      body: { code: 'version_conflict' },
    });
    expect(await world.call('eve', 'GET', `/requests/${world.request}`)).toMatchObject({ status: 200 });
    expect(await change('root', { maximumLease: null })).toMatchObject({
      body: { maximumLease: null, membersSee: 'all' },
    });
  });
});
