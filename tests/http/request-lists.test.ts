import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ApiWorld, anApiWorld, type Name } from '../support/api-world.ts';

describe('the list of requests through the API', () => {
  let world: ApiWorld;
  beforeAll(async () => {
    world = await anApiWorld();
  });
  afterAll(() => world.api.close());

  const found = async (by: Name, query: string) => {
    const { body } = await world.call(by, 'GET', `/requests?${query}`);
    return (body['items'] as { id: string }[]).map(({ id }) => id);
  };

  it('when it is narrowed, then every filter counts, and each sees only what they may', async () => {
    const it = [world.request];
    expect(await found('maya', 'own=true')).toEqual(it);
    expect(await found('lin', '')).toEqual(it);
    expect(await found('lin', 'own=true')).toEqual([]);
    expect(await found('eve', 'app=aws&tab=open')).toEqual([]);
    for (const by of ['lin', 'sam'] as const) expect(await found(by, 'decides=true')).toEqual(it);
    for (const by of ['maya', 'root'] as const) expect(await found(by, 'decides=true')).toEqual([]);
    for (const query of [
      'app=aws',
      'state=pending_approval',
      'tab=open',
      'search=may',
      `search=${world.request}`,
      'search=AWS',
    ])
      expect([query, await found('root', query)]).toEqual([query, it]);
    for (const query of ['app=git', 'state=active', 'tab=closed', 'search=nobody', 'app=aws&search=eve'])
      expect([query, await found('root', query)]).toEqual([query, []]);
  });

  it('when a filter means nothing, then that is said, and not passed over', async () => {
    const refused = (field: string) => ({ body: { field } });
    expect(await world.call('root', 'GET', '/requests?app=none')).toMatchObject({ status: 404, ...refused('app') });
    expect(await world.call('root', 'GET', '/requests?state=asleep')).toMatchObject({
      status: 400,
      ...refused('state'),
    });
    expect(await world.call('root', 'GET', '/requests?after=x')).toMatchObject({ status: 400, ...refused('after') });
    expect(await world.call('root', 'GET', '/requests?stat=active')).toMatchObject({ status: 400, ...refused('stat') });
    expect(await world.call('root', 'GET', '/tasks?after=x')).toMatchObject({ status: 400, ...refused('after') });
  });
});
