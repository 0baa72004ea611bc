import type { AuditFact } from '../audit/fact.ts';
import type { Proof } from '../ledger/claim.ts';
import { type Instant, MINUTE } from '../time.ts';
import type { Change } from './change.ts';
import { withChanges } from './give.ts';
import type { EndAsked, Flag, Request } from './request.ts';
import { isFinal, stateOf } from './state.ts';
import { BY_WORKFLOW, factAbout, type Origin, type Step, step } from './step.ts';

export type TakingOutcome =
  /** Gone, and proven so. */
  | { readonly changeId: string; readonly outcome: 'gone'; readonly proof: Proof }
  /** The ledger never had a claim for it, so the app was never asked for it. */
  | { readonly changeId: string; readonly outcome: 'never_claimed' }
  /** This claim is over; another one still justifies the access. */
  | { readonly changeId: string; readonly outcome: 'kept' }
  /** Without a message nothing is wrong: it takes its time. */
  | { readonly changeId: string; readonly outcome: 'not_yet'; readonly message: string | undefined };

/** An end that is proven later than this is marked: nobody was told to expect it so. */
const LATE_AFTER = 5 * MINUTE;

export function askForEnd(request: Request, asked: EndAsked, origin: Origin, reason?: string): Step {
  if (request.endAsked !== undefined) return { request, facts: [] };
  return step({ ...request, endAsked: asked }, 'request.end_asked', asked.at, origin, { why: asked.why, reason });
}

/** Changes whose time is over at `at`: all that may be held, once an end was asked for. */
export function toTake(request: Pick<Request, 'changes' | 'endAsked' | 'closing'>, at: Instant): readonly Change[] {
  const unwanted = request.endAsked !== undefined || request.closing !== undefined;
  return request.changes.filter((change) => (unwanted ? mayBeHeld(change) : isOver(change, at)));
}

/** Whatever was given, or might have been, or is being taken. */
export function mayBeHeld({ state }: Change): boolean {
  return ['giving', 'given', 'taking'].includes(state);
}

function isOver(change: Change, at: Instant): boolean {
  const { state, op, endsAt, endAsked } = change;
  if (op === 'remove') return state === 'waiting' || state === 'taking';
  if (endAsked !== undefined) return mayBeHeld(change);
  return state === 'taking' || (state === 'given' && endsAt !== undefined && endsAt <= at);
}

/** Ends some of it: what was never begun is over with that, the rest is taken back. */
export function revokeChanges(
  request: Request,
  changeIds: readonly string[],
  at: Instant,
  origin: Origin,
  because: string,
): Step {
  const revoked = request.changes.filter((change) => changeIds.includes(change.id) && isRevocable(change));
  if (revoked.length === 0) return { request, facts: [] };
  const next = withChanges(request, (change) => (revoked.includes(change) ? revokedAt(change, at) : undefined));
  return step(next, 'request.change_revoked', at, origin, { changes: revoked.map(({ id }) => id), because });
}

function revokedAt({ state }: Change, at: Instant): Partial<Change> {
  return { endAsked: at, ...(state === 'waiting' ? { state: 'failed' } : {}) };
}

/** What was recorded of the changes by somebody who did not know yet that some of them are to end. */
export function stillRevoked(recorded: readonly Change[], known: readonly Change[]): readonly Change[] {
  return recorded.map((change) => {
    const at = known.find(({ id }) => id === change.id)?.endAsked;
    return at === undefined || change.endAsked !== undefined ? change : { ...change, ...revokedAt(change, at) };
  });
}

function isRevocable({ op, state, endAsked }: Change): boolean {
  return op !== 'remove' && endAsked === undefined && ['waiting', 'giving', 'given'].includes(state);
}

export function beginTaking(request: Request, changeIds: readonly string[], at: Instant): Step {
  const isNew = ({ id, state }: Change) => changeIds.includes(id) && state !== 'taking';
  const started = request.changes.filter(isNew).map(({ id }) => id);
  if (started.length === 0) return { request, facts: [] };
  const next = withChanges(request, (change) => (isNew(change) ? { state: 'taking' } : undefined));
  return step(next, 'request.ending', at, BY_WORKFLOW, { changes: started });
}

/** Ends the request when nothing of it is left; until then it stays `ending`, whatever was tried. */
export function recordTaking(request: Request, outcomes: readonly TakingOutcome[], at: Instant): Step {
  const byChange = new Map(outcomes.map((outcome) => [outcome.changeId, outcome]));
  const next = withChanges(request, (change) => afterTaking(change, byChange.get(change.id)));
  const facts = outcomes.flatMap((outcome) => outcomeFact(request, next, outcome, at));
  if (!isFinal(stateOf(next))) return { request: next, facts };
  const late = lateBy(next, at);
  const flags: readonly Flag[] = late === undefined ? next.flags : [...next.flags, 'late_end'];
  const over: Request = { ...next, verifiedGoneAt: at, flags };
  return { request: over, facts: [...facts, ...overFact(over, at, late)] };
}

/** What was cancelled or has lapsed has its fact already; what was ended before it was there turns out cancelled. */
function overFact(over: Request, at: Instant, late: number | undefined): AuditFact[] {
  const state = stateOf(over);
  const isTold = over.closing !== undefined && state === over.closing;
  if (isTold || (state !== 'ended' && state !== 'failed' && state !== 'cancelled')) return [];
  return [factAbout(over, `request.${state}`, at, BY_WORKFLOW, { late })];
}

function afterTaking(change: Change, outcome: TakingOutcome | undefined): Partial<Change> | undefined {
  if (outcome === undefined) return undefined;
  if (outcome.outcome === 'not_yet') return outcome.message === undefined ? undefined : { failure: outcome.message };
  const proof = outcome.outcome === 'gone' ? outcome.proof : undefined;
  const neverHeld = change.effectiveAt === undefined && change.op !== 'remove';
  return { state: neverHeld ? 'failed' : 'taken', proof };
}

/** What is tried for ever is told when it goes wrong and when it goes wrong differently, not each time. */
function outcomeFact(before: Request, after: Request, outcome: TakingOutcome, at: Instant): AuditFact[] {
  const { changeId: change } = outcome;
  switch (outcome.outcome) {
    case 'gone':
      return [factAbout(after, 'holding.removed', at, BY_WORKFLOW, { change, proof: outcome.proof })];
    case 'never_claimed':
      return [];
    case 'kept':
      return [factAbout(after, 'holding.kept', at, BY_WORKFLOW, { change })];
    case 'not_yet': {
      const { message } = outcome;
      if (message === undefined) return [];
      const isKnown = before.changes.some(({ id, failure }) => id === change && failure === message);
      return isKnown ? [] : [factAbout(after, 'request.taking_failed', at, BY_WORKFLOW, { change, message })];
    }
    default:
      return outcome satisfies never;
  }
}

function lateBy({ endsAt, endAsked, changes }: Request, at: Instant): number | undefined {
  const revokedAt = changes.flatMap((change) => change.endAsked ?? []);
  const due = endAsked?.at ?? (revokedAt.length > 0 ? Math.max(...revokedAt) : endsAt);
  return due !== undefined && at - due > LATE_AFTER ? at - due : undefined;
}
