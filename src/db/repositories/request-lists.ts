import { TABS, type Tab } from '../../domain/request/state.ts';
import type { Request } from '../../domain/request/request.ts';
import type { RequestQuery, RequestStore } from '../../ports/request-store.ts';
import type { Reader } from '../connections.ts';
import type { Database } from '../database.ts';
import { fromJson, type JsonOf } from '../rows.ts';
import { tables } from '../tables.ts';
import { selectionOf } from './request-selection.ts';

type Lists = Pick<RequestStore, 'some' | 'page' | 'counts' | 'hadBefore' | 'givenLately'>;

/** Lists by keyset: a page costs the same however far down it is. */
export function createRequestLists(database: Database): Lists {
  return {
    async some(ids) {
      const rows = await tables.request.find(database.reader, { id: { $in: ids } }, { only: ['snapshot'] });
      return rows.map(({ snapshot }) => fromJson(snapshot));
    },

    page: (query) => pageOf(database.reader, query),

    async counts(query, most) {
      const tx = database.reader;
      const counted = TABS.map(async (tab) => [tab, await countUpTo(tx, { ...query, tab, after: undefined }, most)]);
      return Object.fromEntries(await Promise.all(counted)) as { readonly [One in Tab]: number };
    },

    hadBefore: (beneficiaryId, entitlements) =>
      tables.requestChange.has(database.reader, {
        ...{ beneficiaryId, entitlementId: { $in: entitlements }, state: 'taken' },
        op: { $in: ['add', 'modify'] },
      }),

    async givenLately(app, entitlement, limit) {
      const { rows } = await database.reader.ask(GIVEN_LATELY, [app, entitlement, limit]);
      return rows.map(({ snapshot }) => fromJson(snapshot as JsonOf<Request>));
    },
  };
}

/** However many there are of an app, so many are looked at: no index holds the order of those about one entitlement. */
export const GIVEN_LATELY = `
  select request.snapshot
  from (select r.id from request r where r.app_id = ? order by r.created_at desc, r.id desc limit 300) as recent
  join request_change c on c.request_id = recent.id
    and c.entitlement_id = ? and c.op in ('add', 'modify') and c.state in ('given', 'taking', 'taken')
  join request on request.id = recent.id
  order by request.created_at desc, request.id desc limit ?`;

async function pageOf(db: Reader, query: RequestQuery): Promise<Request[]> {
  const isOlder = query.oldestFirst !== true;
  const { text, values, at, distinct } = selectionOf(query, db.dialect, isOlder);
  const way = isOlder ? 'desc' : 'asc';
  const which = `select ${distinct ? 'distinct ' : ''}${at.createdAt} as created_at, ${at.id} as id ${text} order by ${at.createdAt} ${way}, ${at.id} ${way} limit ?`;
  const page = `select request.snapshot from (${which}) as chosen join request on request.id = chosen.id order by chosen.created_at ${way}, chosen.id ${way}`;
  const { rows } = await db.ask(page, [...values, query.limit]);
  return rows.map(({ snapshot }) => fromJson(snapshot as JsonOf<Request>));
}

async function countUpTo(db: Reader, query: Parameters<typeof selectionOf>[0], most: number): Promise<number> {
  const { text, values, at, distinct } = selectionOf(query, db.dialect, true);
  const which = `select ${distinct ? 'distinct ' : ''}${at.id} as id ${text} limit ?`;
  const { rows } = await db.ask(`select count(*) as "count" from (${which}) as counted`, [...values, most]);
  return Number(rows[0]?.['count'] ?? 0);
}
