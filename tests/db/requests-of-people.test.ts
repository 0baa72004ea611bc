import { expect, it } from '@jest/globals';
import type { PersonId } from '../../src/domain/ids.ts';
import type { Request } from '../../src/domain/request/request.ts';
import type { Store } from '../../src/ports/store.ts';
import { aFact, anId, anOpenLevel, aRequest, NOW } from '../support/builders.ts';
import { onEachDatabase } from '../support/databases.ts';

const decidedBy = (...people: readonly PersonId[]): Request['levels'] => [
  anOpenLevel({ approvers: people.map((personId) => ({ personId, because: 'app owner' })) }),
];

async function stored(store: Store, given: Partial<Request>): Promise<Request> {
  const request = aRequest(given);
  await store.requests.record(request, [aFact()]);
  return request;
}

const ids = (requests: readonly Request[]) => requests.map(({ id }) => id);

onEachDatabase('requests of people', (open) => {
  it('when they concern somebody, then those that are not over are found, by pages', async () => {
    const { store } = await open();
    const ada = anId('person');
    const asked = await stored(store, { requesterId: ada });
    const theirs = await stored(store, { beneficiaryId: ada });
    const decides = await stored(store, { levels: decidedBy(ada) });
    await stored(store, { requesterId: ada, closing: 'cancelled' });
    await stored(store, {});
    const all = ids([asked, theirs, decides]).toSorted();
    expect(ids(await store.requests.concerning(ada, undefined, 10))).toEqual(all);
    const first = ids(await store.requests.concerning(ada, undefined, 2));
    expect([...first, ...ids(await store.requests.concerning(ada, first[1], 2))]).toEqual(all);
  });

  it('when somebody stands for others, then what these decide now is listed once, newest first, by pages', async () => {
    const { store } = await open();
    const [ada, lin, sam] = [anId('person'), anId('person'), anId('person')];
    const both = await stored(store, { levels: decidedBy(ada, lin), createdAt: NOW + 3 });
    const own = await stored(store, { requesterId: sam, levels: decidedBy(ada), createdAt: NOW + 2 });
    const one = await stored(store, { levels: decidedBy(lin), createdAt: NOW + 1 });
    await stored(store, { requesterId: ada });
    await stored(store, { levels: decidedBy(ada), closing: 'cancelled' });
    const page = (limit: number, after?: Request) =>
      store.requests.page({ viewer: sam, standsFor: [ada, lin], tab: undefined, after, limit });
    expect(ids(await page(10))).toEqual(ids([both, own, one]));
    expect(ids(await page(2))).toEqual(ids([both, own]));
    expect(ids(await page(2, own))).toEqual(ids([one]));
    expect(ids(await store.requests.page({ viewer: sam, tab: 'open', after: undefined, limit: 9 }))).toEqual([own.id]);
  });

  it('when they were asked for together, then they are listed together, as far as the viewer sees them', async () => {
    const { store } = await open();
    const bundle = anId('bundle');
    const maya = anId('person');
    const one = await stored(store, { requesterId: maya, bundleId: bundle });
    const other = await stored(store, { bundleId: bundle, createdAt: NOW + 1 });
    await stored(store, { requesterId: maya });
    const page = (viewer: PersonId | undefined) =>
      store.requests.page({ viewer, bundle, tab: undefined, after: undefined, limit: 9 });
    expect(ids(await page(undefined))).toEqual(ids([other, one]));
    expect(ids(await page(maya))).toEqual([one.id]);
    expect(await page(anId('person'))).toEqual([]);
  });
});
