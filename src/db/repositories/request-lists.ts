import type { PersonId } from '../../domain/ids.ts';
import type { Request } from '../../domain/request/request.ts';
import type { RequestQuery, RequestStore } from '../../ports/request-store.ts';
import type { Database, Em } from '../database.ts';
import { RequestRow, RequestViewerRow } from '../entities/request.entity.ts';
import { fromJson } from '../rows.ts';

/** Lists by keyset: a page costs the same however far down it is. */
export function createRequestLists(database: Database): Pick<RequestStore, 'page' | 'mayView'> {
  return {
    page: (query) =>
      query.viewer === undefined ? pageOfAll(database.em(), query) : pageOfOne(database.em(), query.viewer, query),

    async mayView(request, personId) {
      return (await database.em().count(RequestViewerRow, { request, personId })) > 0;
    },
  };
}

async function pageOfAll(em: Em, { tab, after, limit }: RequestQuery): Promise<Request[]> {
  const rows = await em.find(
    RequestRow,
    { ...(tab === undefined ? {} : { tab }), ...olderThan(after, 'id') },
    { fields: ['snapshot'], orderBy: { createdAt: 'desc', id: 'desc' }, limit },
  );
  return rows.map(({ snapshot }) => fromJson(snapshot));
}

async function pageOfOne(em: Em, viewer: PersonId, { tab, after, limit }: RequestQuery): Promise<Request[]> {
  const seen = await em.find(
    RequestViewerRow,
    { personId: viewer, ...(tab === undefined ? {} : { tab }), ...olderThan(after, 'request') },
    { orderBy: { createdAt: 'desc', request: 'desc' }, limit },
  );
  const rows = await em.find(
    RequestRow,
    { id: { $in: seen.map(({ request }) => request) } },
    { fields: ['id', 'snapshot'] },
  );
  const byId = new Map(rows.map(({ id, snapshot }) => [id, fromJson(snapshot)]));
  return seen.flatMap(({ request }) => byId.get(request) ?? []);
}

function olderThan(after: RequestQuery['after'], idColumn: 'id' | 'request'): object {
  if (after === undefined) return {};
  const { createdAt, id } = after;
  return { $or: [{ createdAt: { $lt: createdAt } }, { createdAt, [idColumn]: { $lt: id } }] };
}
