import type { PersonId } from '../../domain/ids.ts';
import type { Request } from '../../domain/request/request.ts';
import type { RequestQuery, RequestStore } from '../../ports/request-store.ts';
import type { Database, Em } from '../database.ts';
import { fromJson } from '../rows.ts';
import { tables } from '../tables.ts';

/** Lists by keyset: a page costs the same however far down it is. */
export function createRequestLists(database: Database): Pick<RequestStore, 'page' | 'mayView'> {
  return {
    page: (query) =>
      query.viewer === undefined ? pageOfAll(database.em(), query) : pageOfOne(database.em(), query.viewer, query),

    mayView: (request, personId) => tables.requestViewer.has(database.em(), { request, personId }),
  };
}

async function pageOfAll(em: Em, { tab, after, limit }: RequestQuery): Promise<Request[]> {
  const rows = await tables.request.find(
    em,
    { ...(tab === undefined ? {} : { tab }), ...olderThan(after, 'id') },
    { only: ['snapshot'], orderBy: { createdAt: 'desc', id: 'desc' }, limit },
  );
  return rows.map(({ snapshot }) => fromJson(snapshot));
}

async function pageOfOne(em: Em, viewer: PersonId, { tab, after, limit }: RequestQuery): Promise<Request[]> {
  const seen = await tables.requestViewer.find(
    em,
    { personId: viewer, ...(tab === undefined ? {} : { tab }), ...olderThan(after, 'request') },
    { only: ['request'], orderBy: { createdAt: 'desc', request: 'desc' }, limit },
  );
  const ids = seen.map(({ request }) => request);
  const rows = await tables.request.find(em, { id: { $in: ids } }, { only: ['id', 'snapshot'] });
  const byId = new Map(rows.map(({ id, snapshot }) => [id, fromJson(snapshot)]));
  return seen.flatMap(({ request }) => byId.get(request) ?? []);
}

function olderThan(after: RequestQuery['after'], idColumn: 'id' | 'request'): object {
  if (after === undefined) return {};
  const { createdAt, id } = after;
  return { $or: [{ createdAt: { $lt: createdAt } }, { createdAt, [idColumn]: { $lt: id } }] };
}
