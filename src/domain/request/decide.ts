import type { PersonId } from '../ids.ts';
import { isApproved } from '../policy/level-progress.ts';
import { type Lease, startOf } from '../lease/lease.ts';
import type { Instant } from '../time.ts';
import type { Level, LevelDecision, Request } from './request.ts';
import { factAbout, type Origin, type Step } from './step.ts';

export interface Verdict {
  readonly by: PersonId;
  readonly onBehalfOf: PersonId | undefined;
  readonly verdict: 'approve' | 'reject';
  readonly comment: string | undefined;
  /** Another length or start than was asked for, already held against the limit in force. */
  readonly lease: Lease | undefined;
}

/** Applies a decision that may be made. The first rejection closes; a level that is complete opens the next. */
export function decide(request: Request, verdict: Verdict, at: Instant, origin: Origin): Step {
  const decided = withDecision(request, verdict, at, origin);
  if (verdict.verdict === 'reject') return reject(decided, verdict, at, origin);
  const leased =
    verdict.lease === undefined ? decided : { ...decided, lease: { ...decided.lease, granted: verdict.lease } };
  const level = openLevelIndex(leased);
  const data = { level: level + 1, comment: verdict.comment, lease: verdict.lease, onBehalfOf: verdict.onBehalfOf };
  const fact = factAbout(leased, 'request.approved_at_level', at, origin, data);
  if (!isApproved(leased.levels, level)) return { request: leased, facts: [fact] };
  const next = openNext(leased, level);
  if (next.levels.some(({ state }) => state === 'open')) return { request: next, facts: [fact] };
  const name = isSelfApproved(next) ? 'request.self_approved' : 'request.approved';
  return { request: approved(next, at), facts: [fact, factAbout(next, name, at, origin)] };
}

/** What whoever approved so far agreed to; those who come after them may give less, and not more. */
export function agreedSoFar({ levels, lease }: Pick<Request, 'levels' | 'lease'>): Lease | undefined {
  const isApproved = levels.some(({ decisions }) => decisions.some(({ verdict }) => verdict === 'approve'));
  return isApproved ? (lease.granted ?? lease.asked) : undefined;
}

/** Nobody but those whom it concerns decided: the record says so in a word of its own. */
function isSelfApproved({ levels, requesterId, beneficiaryId }: Request): boolean {
  const decisions = levels.flatMap((level) => level.decisions);
  return decisions.every(({ by }) => by === requesterId || by === beneficiaryId);
}

/** Approval without another person, for one of the reasons that policy names. Each is a fact of its own. */
export function approveByPolicy(
  request: Request,
  how: 'request.auto_approved' | 'request.emergency_approved' | 'direct_grant.made',
  at: Instant,
  origin: Origin,
): Step {
  return { request: approved(request, at), facts: [factAbout(request, how, at, origin)] };
}

export function openLevelIndex(request: Pick<Request, 'levels'>): number {
  return request.levels.findIndex(({ state }) => state === 'open');
}

export function openLevel(request: Pick<Request, 'levels'>): Level | undefined {
  return request.levels[openLevelIndex(request)];
}

function withDecision(request: Request, verdict: Verdict, at: Instant, { assurance }: Origin): Request {
  const { by, onBehalfOf, comment } = verdict;
  const decision: LevelDecision = {
    ...{ by, onBehalfOf, verdict: verdict.verdict, at, comment },
    assurance: assurance ?? 'session',
  };
  const index = openLevelIndex(request);
  return {
    ...request,
    levels: changed(request.levels, index, (level) => ({ decisions: [...level.decisions, decision] })),
  };
}

function reject(request: Request, { comment }: Verdict, at: Instant, origin: Origin): Step {
  const index = openLevelIndex(request);
  const levels = changed(request.levels, index, () => ({ state: 'done' }));
  const rejected: Request = { ...request, levels, decision: 'rejected', closing: 'rejected', decidedAt: at };
  return { request: rejected, facts: [factAbout(rejected, 'request.rejected', at, origin, { comment })] };
}

function approved(request: Request, at: Instant): Request {
  const granted = request.lease.granted ?? request.lease.asked;
  const giveBy = Math.max(at, startOf(granted) ?? at) + request.flow.giveWithin;
  return {
    ...request,
    decision: 'approved',
    decidedAt: at,
    lease: { ...request.lease, granted },
    clocks: { ...request.clocks, giveBy },
  };
}

function openNext(request: Request, done: number): Request {
  const closed = changed(request.levels, done, () => ({ state: 'done' }));
  const next = closed.findIndex(({ state }) => state === 'waiting');
  return { ...request, levels: changed(closed, next, () => ({ state: 'open' })) };
}

function changed(levels: readonly Level[], index: number, change: (level: Level) => Partial<Level>): readonly Level[] {
  return levels.map((level, i) => (i === index ? { ...level, ...change(level) } : level));
}
