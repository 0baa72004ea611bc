import type { Proof } from '../ledger/claim.ts';
import type { Instant } from '../time.ts';
import type { Change } from './change.ts';
import type { Request } from './request.ts';
import { BY_WORKFLOW, factAbout, type Step } from './step.ts';

/** What came of trying to give one change. */
export type GivingOutcome =
  | { readonly changeId: string; readonly outcome: 'given'; readonly proof: Proof }
  /** Accepted by the app, or in its way: nothing is wrong, it has to be looked at again. */
  | { readonly changeId: string; readonly outcome: 'not_yet' }
  /** It will not work without a person: the access may or may not be there. */
  | { readonly changeId: string; readonly outcome: 'failed'; readonly message: string };

/**
 * Changes that are to be given and are not yet, those that failed before included. What is removed makes room first: of
 * some things a person holds one at a time.
 */
export function toGive({ changes }: Pick<Request, 'changes'>): readonly Change[] {
  if (changes.some(({ op, state }) => op === 'remove' && state !== 'taken')) return [];
  return changes.filter(
    ({ op, state, endAsked }) =>
      op !== 'remove' && endAsked === undefined && (state === 'waiting' || state === 'giving'),
  );
}

/** From here on the access may be there, whatever answer comes or does not. */
export function beginGiving(request: Request, changeIds: readonly string[]): Request {
  return withChanges(request, (change) =>
    changeIds.includes(change.id) && change.state === 'waiting' ? { state: 'giving' } : undefined,
  );
}

/** The lease of each change starts when that change is proven effective; all that are proven together start together. */
export function recordGiving(
  request: Request,
  outcomes: readonly GivingOutcome[],
  at: Instant,
  endsAt: Instant | undefined,
): Step {
  const byChange = new Map(outcomes.map((outcome) => [outcome.changeId, outcome]));
  const next = withChanges(request, (change) => afterGiving(change, byChange.get(change.id), at, endsAt));
  const given = outcomes.filter(({ outcome }) => outcome === 'given');
  const facts = outcomes.flatMap((outcome) => (isNews(request, outcome) ? [giveFailed(next, outcome, at)] : []));
  if (given.length === 0) return { request: next, facts };
  const data = { changes: given.map(({ changeId }) => changeId), endsAt };
  return {
    request: { ...next, endsAt: latestEnd(next.changes) },
    facts: [factAbout(next, 'request.given', at, BY_WORKFLOW, data), ...facts],
  };
}

function afterGiving(
  change: Change,
  outcome: GivingOutcome | undefined,
  at: Instant,
  endsAt: Instant | undefined,
): Partial<Change> | undefined {
  if (outcome === undefined || change.state !== 'giving') return undefined;
  switch (outcome.outcome) {
    case 'given':
      return { state: 'given', proof: outcome.proof, effectiveAt: at, endsAt, failure: undefined };
    case 'failed':
      return { failure: outcome.message };
    case 'not_yet':
      return undefined;
    default:
      return outcome satisfies never;
  }
}

/** What is tried for long is told when it goes wrong and when it goes wrong differently, not each time. */
function isNews(
  { changes }: Request,
  outcome: GivingOutcome,
): outcome is Extract<GivingOutcome, { readonly outcome: 'failed' }> {
  if (outcome.outcome !== 'failed') return false;
  return !changes.some(({ id, failure }) => id === outcome.changeId && failure === outcome.message);
}

function giveFailed(request: Request, outcome: { changeId: string; message: string }, at: Instant) {
  const { changeId, message } = outcome;
  return factAbout(request, 'request.giving_failed', at, BY_WORKFLOW, { change: changeId, message });
}

/** Undefined as soon as one change has no end: the request lasts as long as its longest change. */
export function latestEnd(changes: readonly Change[]): Instant | undefined {
  const ends = changes.filter(({ state }) => state === 'given').map(({ endsAt }) => endsAt);
  return ends.some((end) => end === undefined) ? undefined : Math.max(...(ends as Instant[]));
}

export function withChanges(request: Request, change: (change: Change) => Partial<Change> | undefined): Request {
  const changes = request.changes.map((old) => {
    const changed = change(old);
    return changed === undefined ? old : { ...old, ...changed };
  });
  return { ...request, changes };
}
