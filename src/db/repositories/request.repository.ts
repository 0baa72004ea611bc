import type { RequestId } from '../../domain/ids.ts';
import type { Request } from '../../domain/request/request.ts';
import type { RequestStore } from '../../ports/request-store.ts';
import type { AppendFacts } from '../append-facts.ts';
import type { Reader } from '../connections.ts';
import type { Database } from '../database.ts';
import { fromJson } from '../rows.ts';
import { tables } from '../tables.ts';
import { createConcerning } from './requests-concerning.ts';
import { createHasReached } from './request-reached.ts';
import { createRequestLists } from './request-lists.ts';
import type { RequestWriter } from './write-request.ts';
import { createUnfinished } from './requests-unfinished.ts';

export function createRequestStore(
  database: Database,
  appendFacts: AppendFacts,
  requests: RequestWriter,
): RequestStore {
  return {
    record: (request, facts) =>
      database.transact(async (tx) => {
        const recorded = await requests.write(tx, request);
        if (recorded === 'written') await appendFacts(tx, facts);
        return recorded;
      }),

    open: (request, facts) =>
      database.transact(async (tx) => {
        const [isOpen, other] = await Promise.all([
          tables.request.has(tx, { id: request.id }),
          pendingForTheSame(tx, request),
        ]);
        if (isOpen) return { opened: true };
        if (other !== undefined) return { opened: false, inFavourOf: other };
        await requests.insert(tx, request);
        await appendFacts(tx, facts);
        return { opened: true };
      }),

    ...createUnfinished(database),
    ...createRequestLists(database),
    concerning: createConcerning(database),

    async pendingFor(beneficiaryId) {
      const where = { beneficiaryId, pending: true };
      const rows = await tables.requestChange.find(database.reader, where, { only: ['entitlementId', 'request'] });
      return new Map(rows.map(({ entitlementId, request }) => [entitlementId, request]));
    },

    async byId(id) {
      const row = await tables.request.first(database.reader, { id }, { only: ['snapshot'] });
      return row === undefined ? undefined : fromJson(row.snapshot);
    },

    hasReached: createHasReached(database),
  };
}

async function pendingForTheSame(db: Reader, { beneficiaryId, changes }: Request): Promise<RequestId | undefined> {
  const entitlementId = { $in: changes.map((change) => change.entitlementId) };
  const where = { beneficiaryId, entitlementId, pending: true };
  return (await tables.requestChange.first(db, where, { only: ['request'] }))?.request;
}
