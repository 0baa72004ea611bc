import type { Sha256 } from '../../domain/audit/chain.ts';
import { canonicalJson } from '../../domain/json.ts';
import type { RequestId } from '../../domain/ids.ts';
import type { Request } from '../../domain/request/request.ts';
import { stateOf, tabOf } from '../../domain/request/state.ts';
import { type Recorded, type RequestStore, SnapshotConflict } from '../../ports/request-store.ts';
import type { AppendFacts } from '../append-facts.ts';
import type { Reader, Transaction } from '../connections.ts';
import type { Database } from '../database.ts';
import type { RequestRow } from '../entities/request.entity.ts';
import { fromJson, type JsonOf, nulled, type Row } from '../rows.ts';
import { tables } from '../tables.ts';
import { writeDerived } from './request-derived.ts';
import { createConcerning } from './requests-concerning.ts';
import { createHasReached } from './request-reached.ts';
import { createRequestLists } from './request-lists.ts';
import { createUnfinished } from './requests-unfinished.ts';

/**
 * Writes a snapshot over what is stored, as `storedFor` has it, and what is derived from it; facts are the caller's to
 * append, last.
 */
export type WriteRequest = (tx: Transaction, request: Request, stored: StoredRequest | undefined) => Promise<Recorded>;

export function createWriteRequest(sha256: Sha256): WriteRequest {
  return async (tx, request, stored) => {
    const row = rowOf(request, sha256);
    const known = stored === undefined ? undefined : comparedWith(row, stored);
    if (known !== undefined) return known;
    if (stored === undefined) await tables.request.insert(tx, [row]);
    else await tables.request.set(tx, { id: row.id }, row);
    await writeDerived(tx, request, stored === undefined ? undefined : fromJson(stored.snapshot));
    return 'written';
  };
}

export function createRequestStore(
  database: Database,
  appendFacts: AppendFacts,
  writeRequest: WriteRequest,
): RequestStore {
  return {
    record: (request, facts) =>
      database.transact(async (tx) => {
        const recorded = await writeRequest(tx, request, await storedFor(tx, request));
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
        await writeRequest(tx, request, undefined);
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

export type StoredRequest = Pick<Row<typeof RequestRow>, 'version' | 'digest' | 'snapshot'>;

/** Locked: of two writers of one request at once, one finds the other's row. */
export function storedFor(tx: Transaction, { id }: Request): Promise<StoredRequest | undefined> {
  return tables.request.first(tx, { id }, { only: ['version', 'digest', 'snapshot'], forUpdate: true });
}

/** Absent: it is newer than what is stored, and is to be written. */
function comparedWith({ id, version, digest }: RequestData, stored: StoredRequest): Recorded | undefined {
  if (stored.version < version) return undefined;
  if (stored.version > version) return 'newer_is_stored';
  if (stored.digest === digest) return 'already_written';
  throw new SnapshotConflict(`${id} has two different snapshots of version ${version}. The stored one was kept.`);
}

type RequestData = ReturnType<typeof rowOf>;

function rowOf(request: Request, sha256: Sha256) {
  const { id, version, kind, decision, requesterId, beneficiaryId, appId, createdAt } = request;
  const { bundleId, decidedAt, endsAt } = request;
  const snapshot: JsonOf<Request> = canonicalJson(request);
  return {
    ...{ id, version, kind, decision, requesterId, beneficiaryId, appId, createdAt },
    ...nulled({ bundleId, decidedAt, endsAt }),
    digest: sha256(snapshot),
    state: stateOf(request),
    tab: tabOf(request),
    snapshot,
  };
}

async function pendingForTheSame(db: Reader, { beneficiaryId, changes }: Request): Promise<RequestId | undefined> {
  const entitlementId = { $in: changes.map((change) => change.entitlementId) };
  const where = { beneficiaryId, entitlementId, pending: true };
  return (await tables.requestChange.first(db, where, { only: ['request'] }))?.request;
}
