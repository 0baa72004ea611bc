import type { Sha256 } from '../../domain/audit/chain.ts';
import { canonicalJson } from '../../domain/json.ts';
import type { PersonId, RequestId } from '../../domain/ids.ts';
import type { Request } from '../../domain/request/request.ts';
import { FINAL_STATES, isPending, stateOf, tabOf } from '../../domain/request/state.ts';
import { type Recorded, type RequestStore, SnapshotConflict } from '../../ports/request-store.ts';
import type { AppendFacts } from '../append-facts.ts';
import type { Database, Em } from '../database.ts';
import { createRequestLists } from './request-lists.ts';
import { ClaimRow } from '../entities/ledger.entity.ts';
import { RequestChangeRow, RequestRow, RequestViewerRow } from '../entities/request.entity.ts';
import { fromJson, type JsonOf, nulled } from '../rows.ts';

/** Writes a snapshot and what is derived from it; facts are the caller's to append, last. */
export type WriteRequest = (em: Em, request: Request) => Promise<Recorded>;

export function createWriteRequest(sha256: Sha256): WriteRequest {
  return async (em, request) => {
    const recorded = await writeSnapshot(em, rowOf(request, sha256));
    if (recorded !== 'written') return recorded;
    await writeChanges(em, request);
    await moveClaimEnds(em, request);
    await writeViewers(em, request);
    return recorded;
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
        if ((await em.count(RequestRow, { id: request.id })) > 0) return { opened: true };
        const other = await pendingForTheSame(em, request);
        if (other !== undefined) return { opened: false, inFavourOf: other };
        await writeRequest(em, request);
        await appendFacts(em, facts);
        return { opened: true };
      }),

    async unfinished(after, limit) {
      const where = { state: { $nin: [...FINAL_STATES] }, ...(after === undefined ? {} : { id: { $gt: after } }) };
      const rows = await database.em().find(RequestRow, where, { fields: ['snapshot'], orderBy: { id: 'asc' }, limit });
      return rows.map(({ snapshot }) => fromJson(snapshot));
    },

    ...createRequestLists(database),

    async byId(id) {
      const row = await database.em().findOne(RequestRow, { id }, { fields: ['snapshot'] });
      return row === null ? undefined : fromJson(row.snapshot);
    },
  };
}

type RequestData = ReturnType<typeof rowOf>;

/** Compare-and-set on the version: of two writers of one request at once, one finds the other's row. */
async function writeSnapshot(em: Em, row: RequestData): Promise<Recorded> {
  const { id, version } = row;
  const replaced = await em.nativeUpdate(RequestRow, { id, version: { $lt: version } }, row);
  if (replaced === 1) return 'written';
  const stored = await em.findOne(RequestRow, { id }, { fields: ['version', 'digest'], disableIdentityMap: true });
  if (stored === null) {
    await em.insert(RequestRow, row);
    return 'written';
  }
  if (stored.version > version) return 'newer_is_stored';
  if (stored.digest === row.digest) return 'already_written';
  throw new SnapshotConflict(`${id} has two different snapshots of version ${version}. The stored one was kept.`);
}

async function writeChanges(em: Em, request: Request): Promise<void> {
  const pending = new Set(request.changes.filter((change) => isPending(request, change)).map(({ id }) => id));
  const rows = request.changes.map(({ id, entitlementId, op, state, endsAt }) => ({
    request: request.id,
    changeId: id,
    ...{ entitlementId, op, state, endsAt: endsAt ?? null, beneficiaryId: request.beneficiaryId },
    pending: pending.has(id),
  }));
  await em.upsertMany(RequestChangeRow, rows);
}

/** The end of a claim is for display and for the watchdog: it follows what the request says, extensions included. */
async function moveClaimEnds(em: Em, { id, changes }: Request): Promise<void> {
  for (const { id: changeId, endsAt, effectiveAt } of changes) {
    if (effectiveAt === undefined) continue;
    await em.nativeUpdate(ClaimRow, { requestId: id, changeId }, { endsAt: endsAt ?? null });
  }
}

async function writeViewers(em: Em, request: Request): Promise<void> {
  const mayAct = deciders(request);
  const everyone = request.levels.flatMap((level) => level.approvers.map(({ personId }) => personId));
  const viewers = new Set([request.requesterId, request.beneficiaryId, ...everyone, ...mayAct]);
  const rows = [...viewers].map((personId) => ({
    personId,
    request: request.id,
    ...{ mayAct: mayAct.has(personId), tab: tabOf(request), createdAt: request.createdAt },
  }));
  await em.upsertMany(RequestViewerRow, rows);
}

function deciders(request: Request): Set<PersonId> {
  const open = stateOf(request) === 'pending_approval' ? request.levels.filter(({ state }) => state === 'open') : [];
  return new Set(open.flatMap((level) => level.approvers.map(({ personId }) => personId)));
}

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
  const row = await em.findOne(RequestChangeRow, { beneficiaryId, entitlementId, pending: true });
  return row?.request;
}
