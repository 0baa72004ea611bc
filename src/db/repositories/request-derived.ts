import type { PersonId } from '../../domain/ids.ts';
import { whoCanAct } from '../../domain/policy/level-progress.ts';
import { openLevelIndex } from '../../domain/request/decide.ts';
import type { Request } from '../../domain/request/request.ts';
import { isPending, stateOf, tabOf } from '../../domain/request/state.ts';
import type { Transaction } from '../connections.ts';
import { tables } from '../tables.ts';

/**
 * The rows that follow from a snapshot, as far as they did not follow from the one stored before. So whoever derives
 * something else from a snapshot than before has to write the rows of all stored ones again, in a migration.
 */
export async function writeDerived(tx: Transaction, request: Request, before: Request | undefined): Promise<void> {
  const changes = changesOf(request);
  const viewers = viewersOf(request);
  const viewersBefore = before === undefined ? [] : viewersOf(before);
  const ids = new Set(viewers.map(({ personId }) => personId));
  const gone = viewersBefore.map(({ personId }) => personId).filter((id) => !ids.has(id));
  await Promise.all([
    tables.requestChange.upsert(tx, others(changes, before === undefined ? [] : changesOf(before))),
    ...moveClaimEnds(tx, request, before),
    tables.requestViewer.upsert(tx, others(viewers, viewersBefore)),
    tables.requestViewer.remove(tx, { request: request.id, personId: { $in: gone } }),
  ]);
}

function others<R extends object>(rows: readonly R[], known: readonly R[]): R[] {
  const same = new Set(known.map((row) => JSON.stringify(row)));
  return rows.filter((row) => !same.has(JSON.stringify(row)));
}

function changesOf(request: Request) {
  const pending = new Set(request.changes.filter((change) => isPending(request, change)).map(({ id }) => id));
  return request.changes.map(({ id, entitlementId, op, state, endsAt }) => ({
    request: request.id,
    changeId: id,
    ...{ entitlementId, op, state, endsAt: endsAt ?? null, beneficiaryId: request.beneficiaryId },
    pending: pending.has(id),
  }));
}

/** The end of a claim is for display and for the watchdog: it follows what the request says, extensions included. */
function moveClaimEnds(tx: Transaction, request: Request, before: Request | undefined): Promise<void>[] {
  const known = new Map(before?.changes.map((change) => [change.id, change]));
  return request.changes.flatMap(({ id: changeId, endsAt, effectiveAt }) => {
    if (effectiveAt === undefined) return [];
    const was = known.get(changeId);
    // The claim of what is being given was just written, and its end is a guess until it is given.
    if (was?.effectiveAt === effectiveAt && was.endsAt === endsAt && was.state !== 'giving') return [];
    return tables.claim.set(tx, { requestId: request.id, changeId }, { endsAt: endsAt ?? null });
  });
}

function viewersOf(request: Request) {
  const mayAct = deciders(request);
  const everyone = request.levels.flatMap((level) => level.approvers.map(({ personId }) => personId));
  const viewers = new Set([request.requesterId, request.beneficiaryId, ...everyone, ...mayAct]);
  return [...viewers].map((personId) => ({
    personId,
    request: request.id,
    own: [request.requesterId, request.beneficiaryId].includes(personId),
    ...{ mayAct: mayAct.has(personId), tab: tabOf(request), createdAt: request.createdAt },
  }));
}

/** Of a level that wants all of them, some have had their say. */
function deciders(request: Request): Set<PersonId> {
  const isPending = stateOf(request) === 'pending_approval';
  return new Set(isPending ? whoCanAct(request.levels, openLevelIndex(request)) : []);
}
