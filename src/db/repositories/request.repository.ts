import type { Sha256 } from '../../domain/audit/chain.ts';
import { canonicalJson } from '../../domain/json.ts';
import type { RequestId } from '../../domain/ids.ts';
import type { Request } from '../../domain/request/request.ts';
import { stateOf, tabOf } from '../../domain/request/state.ts';
import { type Recorded, type RequestStore, SnapshotConflict } from '../../ports/request-store.ts';
import type { AppendFacts } from '../append-facts.ts';
import type { Database, Em } from '../database.ts';
import type { RequestRow } from '../entities/request.entity.ts';
import { fromJson, type JsonOf, nulled, type Row } from '../rows.ts';
import { tables } from '../tables.ts';
import { writeDerived } from './request-derived.ts';
import { createConcerning } from './requests-concerning.ts';
import { createHasReached } from './request-reached.ts';
import { createRequestLists } from './request-lists.ts';
import { createUnfinished } from './requests-unfinished.ts';

/**
 * Writes a snapshot and what is derived from it; facts are the caller's to append, last. `isNew`: the caller has looked, and
 * nothing is stored.
 */
export type WriteRequest = (em: Em, request: Request, isNew?: 'isNew') => Promise<Recorded>;

export function createWriteRequest(sha256: Sha256): WriteRequest {
  return async (em, request, isNew) => {
    const row = rowOf(request, sha256);
    const stored = isNew ? undefined : await storedFor(em, request);
    const known = stored === undefined ? undefined : comparedWith(row, stored);
    if (known !== undefined) return known;
    if (stored === undefined) await tables.request.insert(em, [row]);
    else await tables.request.set(em, { id: row.id }, row);
    await writeDerived(em, request, stored === undefined ? undefined : fromJson(stored.snapshot));
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
      database.transact(async (em) => {
        const recorded = await writeRequest(em, request);
        if (recorded === 'written') await appendFacts(em, facts);
        return recorded;
      }),

    open: (request, facts) =>
      database.transact(async (em) => {
        if (await tables.request.has(em, { id: request.id })) return { opened: true };
        const other = await pendingForTheSame(em, request);
        if (other !== undefined) return { opened: false, inFavourOf: other };
        await writeRequest(em, request, 'isNew');
        await appendFacts(em, facts);
        return { opened: true };
      }),

    ...createUnfinished(database),
    ...createRequestLists(database),
    concerning: createConcerning(database),

    async pendingFor(beneficiaryId) {
      const where = { beneficiaryId, pending: true };
      const rows = await tables.requestChange.find(database.em(), where, { only: ['entitlementId', 'request'] });
      return new Map(rows.map(({ entitlementId, request }) => [entitlementId, request]));
    },

    async byId(id) {
      const row = await tables.request.first(database.em(), { id }, { only: ['snapshot'] });
      return row === undefined ? undefined : fromJson(row.snapshot);
    },

    hasReached: createHasReached(database),
  };
}

type Stored = Pick<Row<typeof RequestRow>, 'version' | 'digest' | 'snapshot'>;

/** Locked: of two writers of one request at once, one finds the other's row. */
function storedFor(em: Em, { id }: Request): Promise<Stored | undefined> {
  return tables.request.first(em, { id }, { only: ['version', 'digest', 'snapshot'], forUpdate: true });
}

/** Absent: it is newer than what is stored, and is to be written. */
function comparedWith({ id, version, digest }: RequestData, stored: Stored): Recorded | undefined {
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

async function pendingForTheSame(em: Em, { beneficiaryId, changes }: Request): Promise<RequestId | undefined> {
  const entitlementId = { $in: changes.map((change) => change.entitlementId) };
  const where = { beneficiaryId, entitlementId, pending: true };
  return (await tables.requestChange.first(em, where, { only: ['request'] }))?.request;
}
