import { beforeAll, describe, expect, it } from '@jest/globals';
import type { PersonId } from '../../src/domain/ids.ts';
import type { Change } from '../../src/domain/request/change.ts';
import type { Request } from '../../src/domain/request/request.ts';
import type { RequestQuery } from '../../src/ports/request-store.ts';
import type { Store } from '../../src/ports/store.ts';
import { aChange, anId, anOpenLevel, aRequest } from '../support/builders.ts';
import { onEachDatabase } from '../support/databases.ts';

onEachDatabase('lists of requests', (open) => {
  const [maya, ada, lin] = [anId('person'), anId('person'), anId('person')];
  const [cloud, docs] = [anId('app'), anId('app')];
  const asked = (by: PersonId, createdAt: number, given: Partial<Request> = {}): Request =>
    aRequest({
      ...{ requesterId: by, beneficiaryId: by, appId: cloud, createdAt },
      levels: [anOpenLevel({ approvers: [{ personId: ada, because: 'app owner' }] })],
      ...given,
    });
  const first = asked(maya, 1000);
  const second = asked(maya, 2000, { appId: docs });
  const forMaya = asked(lin, 3000, { beneficiaryId: maya });
  const rejected = asked(lin, 4000, { decision: 'rejected', closing: 'rejected' });
  let store: Store;
  beforeAll(async () => {
    ({ store } = await open());
    for (const request of [first, second, forMaya, rejected]) await store.requests.record(request, []);
  });

  const listed = async (query: Partial<RequestQuery>) => {
    const page = await store.requests.page({
      ...{ viewer: undefined, tab: undefined, after: undefined, limit: 9 },
      ...query,
    });
    return page.map(({ id }) => [first, second, forMaya, rejected].findIndex((one) => one.id === id) + 1);
  };
  const nothing = { ids: [], people: [], apps: [] };

  it.each<[string, Partial<RequestQuery>, number[]]>([
    ['everything, newest first', {}, [4, 3, 2, 1]],
    ['everything, oldest first', { oldestFirst: true }, [1, 2, 3, 4]],
    ['behind the second, oldest first', { oldestFirst: true, after: second }, [3, 4]],
    ['behind the third', { after: forMaya }, [2, 1]],
    ['one tab', { tab: 'rejected' }, [4]],
    ['one app', { app: docs }, [2]],
    ['one state', { states: ['rejected'] }, [4]],
    ['one’s own in some states', { viewer: lin, own: true, states: ['pending_approval', 'active'] }, [3]],
    ['by ticket', { search: { ...nothing, ids: [second.id] } }, [2]],
    ['by person, whoever asked', { search: { ...nothing, people: [maya] } }, [3, 2, 1]],
    ['by app or person', { search: { ...nothing, people: [lin], apps: [docs] } }, [4, 3, 2]],
    ['by what is not there', { search: nothing }, []],
    ['what concerns somebody', { viewer: maya }, [3, 2, 1]],
    ['one’s own, as who decides', { viewer: ada, own: true }, []],
    ['one’s own', { viewer: lin, own: true }, [4, 3]],
    ['one’s own of an app', { viewer: maya, own: true, app: docs }, [2]],
    ['what one can decide', { viewer: ada, decides: true }, [3, 2, 1]],
    ['what one can decide for others', { viewer: lin, standsFor: [ada], decides: true, tab: 'open' }, [3, 2, 1]],
    ['one’s own and that of others, once each', { viewer: lin, standsFor: [ada, maya] }, [4, 3, 2, 1]],
  ])('%s', async (_, query, wanted) => {
    expect(await listed(query)).toEqual(wanted);
  });

  describe('counts', () => {
    it('are of each tab', async () => {
      expect(await store.requests.counts({ viewer: undefined }, 100)).toEqual({ open: 3, closed: 0, rejected: 1 });
      expect(await store.requests.counts({ viewer: maya, app: docs }, 100)).toEqual({
        open: 1,
        closed: 0,
        rejected: 0,
      });
    });

    it('go no further than asked', async () => {
      expect(await store.requests.counts({ viewer: undefined }, 2)).toEqual({ open: 2, closed: 0, rejected: 1 });
    });
  });

  it('what was given lately: of this app and entitlement, newest first, whatever became of it', async () => {
    const [key, other, lab] = [anId('entitlement'), anId('entitlement'), anId('app')];
    const gave = (at: number, change: Partial<Change>, given: Partial<Request> = {}) =>
      asked(maya, at, { appId: lab, changes: [aChange({ entitlementId: key, ...change })], ...given });
    const [old, taken, held] = [gave(1, { state: 'taken' }), gave(2, { state: 'taken' }), gave(3, { state: 'given' })];
    const others = [
      ...[gave(4, { state: 'waiting' }), gave(5, { state: 'failed' }), gave(6, { state: 'taken', op: 'remove' })],
      ...[gave(7, { state: 'given', entitlementId: other }), gave(8, { state: 'given' }, { appId: docs })],
    ];
    for (const request of [taken, ...others, held, old]) await store.requests.record(request, []);
    const found = await store.requests.givenLately(lab, key, 2);
    expect(found.map(({ id }) => id)).toEqual([held.id, taken.id]);
  });
});
