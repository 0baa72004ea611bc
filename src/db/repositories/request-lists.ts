import type { BundleId, RequestId } from '../../domain/ids.ts';
import type { Request } from '../../domain/request/request.ts';
import type { RequestQuery, RequestStore } from '../../ports/request-store.ts';
import type { Database, Em } from '../database.ts';
import { fromJson } from '../rows.ts';
import { tables } from '../tables.ts';

/** Lists by keyset: a page costs the same however far down it is. */
export function createRequestLists(database: Database): Pick<RequestStore, 'page' | 'hadBefore'> {
  return {
    page: (query) => (query.viewer === undefined ? pageOfAll(database.em(), query) : pageOfOne(database.em(), query)),

    hadBefore: (beneficiaryId, entitlements) =>
      tables.requestChange.has(database.em(), {
        ...{ beneficiaryId, entitlementId: { $in: entitlements }, state: 'taken' },
        op: { $in: ['add', 'modify'] },
      }),
  };
}

async function pageOfAll(em: Em, { tab, after, limit, bundle }: RequestQuery): Promise<Request[]> {
  const rows = await tables.request.find(
    em,
    {
      ...(tab === undefined ? {} : { tab }),
      ...(bundle === undefined ? {} : { bundleId: bundle }),
      ...olderThan(after, 'id'),
    },
    { only: ['snapshot'], orderBy: { createdAt: 'desc', id: 'desc' }, limit },
  );
  return rows.map(({ snapshot }) => fromJson(snapshot));
}

async function pageOfOne(em: Em, query: RequestQuery): Promise<Request[]> {
  const { tab, after, bundle, limit } = query;
  const which = {
    ...(tab === undefined ? {} : { tab }),
    ...(bundle === undefined ? {} : { request: { $in: await idsOf(em, bundle) } }),
    ...olderThan(after, 'request'),
  };
  const seen = await tables.requestViewer.find(em, viewedBy(query, which), {
    ...{ only: ['request', 'createdAt'], orderBy: { createdAt: 'desc', request: 'desc' }, limit },
    // Somebody may see a request for several reasons where they stand for others.
    distinct: isForOthers(query),
  });
  const ids = seen.map(({ request }) => request);
  const rows = await tables.request.find(em, { id: { $in: ids } }, { only: ['id', 'snapshot'] });
  const byId = new Map(rows.map(({ id, snapshot }) => [id, fromJson(snapshot)]));
  return seen.flatMap(({ request }) => byId.get(request) ?? []);
}

/** Their own, and of those for whom they stand what these can decide now. */
function viewedBy(query: RequestQuery, which: object): object {
  const { viewer, standsFor = [], decides = false } = query;
  if (decides) return { personId: { $in: [viewer, ...standsFor] }, mayAct: true, ...which };
  const own = { personId: viewer, ...which };
  return isForOthers(query) ? { $or: [own, { personId: { $in: standsFor }, mayAct: true, ...which }] } : own;
}

function isForOthers({ standsFor = [] }: RequestQuery): boolean {
  return standsFor.length > 0;
}

async function idsOf(em: Em, bundleId: BundleId): Promise<RequestId[]> {
  return (await tables.request.find(em, { bundleId }, { only: ['id'] })).map(({ id }) => id);
}

function olderThan(after: RequestQuery['after'], idColumn: 'id' | 'request'): object {
  if (after === undefined) return {};
  const { createdAt, id } = after;
  return { $or: [{ createdAt: { $lt: createdAt } }, { createdAt, [idColumn]: { $lt: id } }] };
}
