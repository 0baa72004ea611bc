import type { Lease } from '../../domain/lease/lease.ts';
import { whoCanAct } from '../../domain/policy/level-progress.ts';
import type { Level, Request } from '../../domain/request/request.ts';
import { stateOf } from '../../domain/request/state.ts';
import { orNull, proofView, time } from './moments.ts';

/** A request as the API shows it: names beside ids, times as RFC 3339. */
export function requestView(request: Request) {
  const named = (id: string) => ({ id, name: request.names[id] ?? id });
  const { clocks, lease } = request;
  return {
    ...{
      id: request.id,
      kind: request.kind,
      state: stateOf(request),
      reason: request.reason,
      flags: [...request.flags],
    },
    ...{ requester: named(request.requesterId), for: named(request.beneficiaryId), app: named(request.appId) },
    changes: request.changes.map((change) => changeView(change, named)),
    lease: {
      asked: leaseView(lease.asked),
      granted: lease.granted === undefined ? null : leaseView(lease.granted),
      ...{ endsAt: orNull(request.endsAt), verifiedGoneAt: orNull(request.verifiedGoneAt) },
    },
    levels: request.levels.map((level, index) => levelView(level, whoCanAct(request.levels, index), named)),
    clocks: {
      decideBy: time(clocks.decideBy),
      ...{ giveBy: orNull(clocks.giveBy), extensionLimit: orNull(clocks.extensionLimit) },
    },
    thread: request.thread.map(({ kind, by, at, text }) => ({ kind, by, at: time(at), text })),
    ...{
      createdAt: time(request.createdAt),
      decidedAt: orNull(request.decidedAt),
      bundle: request.bundleId ?? null,
      url: `/api/v1/requests/${request.id}`,
    },
  };
}

type Named = (id: string) => { id: string; name: string };

function changeView(change: Request['changes'][number], named: Named) {
  const { id, op, state, level, proof, effectiveAt, endsAt, failure } = change;
  return {
    ...{ id, op, state, level: level ?? null, failure: failure ?? null, entitlement: named(change.entitlementId) },
    ...{ effectiveAt: orNull(effectiveAt), endsAt: orNull(endsAt) },
    proof: proofView(proof),
  };
}

function levelView(level: Level, canAct: readonly string[], named: Named) {
  const mode = level.mode.kind === 'n_of_m' ? `${level.mode.needed} of ${level.approvers.length}` : level.mode.kind;
  const people = level.approvers.map(({ personId, because }) => {
    const decision = level.decisions.find(({ by, onBehalfOf }) => (onBehalfOf ?? by) === personId);
    return {
      ...{ person: named(personId), because, canActNow: level.state === 'open' && canAct.includes(personId) },
      decision:
        decision === undefined
          ? null
          : { verdict: decision.verdict, at: time(decision.at), comment: decision.comment ?? null },
    };
  });
  return { mode, state: level.state, people };
}

function leaseView(lease: Lease) {
  const startAt = lease.startAt === undefined ? {} : { startAt: time(lease.startAt) };
  switch (lease.kind) {
    case 'indefinite':
      return { kind: lease.kind, ...startAt };
    case 'for':
      return { kind: lease.kind, length: lease.length, ...startAt };
    case 'between':
      return { kind: lease.kind, endAt: time(lease.endAt), ...startAt };
    default:
      return lease satisfies never;
  }
}
