import type { Instant } from '../time.ts';
import type { Change } from './change.ts';
import { lapse } from './close.ts';
import { toGive } from './give.ts';
import type { Request } from './request.ts';
import { BY_WORKFLOW, type Step } from './step.ts';
import { revokeChanges } from './take.ts';

/** Something of it is still to be given. */
export function isAwaited({ changes, closing, endAsked }: Pick<Request, 'changes' | 'closing' | 'endAsked'>): boolean {
  return closing === undefined && endAsked === undefined && changes.some(isDue);
}

/** Everything should have been there by the time of this snapshot. */
export function isPastGiveBy({ clocks, asOf }: Pick<Request, 'clocks' | 'asOf'>): boolean {
  return clocks.giveBy !== undefined && clocks.giveBy <= asOf;
}

/** A fixed end stays that date: what could not be given before it is not given any more. */
export function lastMomentToGive(request: Request): Instant | undefined {
  const granted = request.lease.granted ?? request.lease.asked;
  return granted.kind === 'between' && isAwaited(request) ? granted.endAt : undefined;
}

export function missTheEnd(request: Request, at: Instant): Step {
  return hasBeenGiven(request) ? giveUpRest(request, at, 'Its end has passed.') : lapse(request, at, 'end_passed');
}

/** What was given stays; what was not is not given any more. */
export function giveUpRest(request: Request, at: Instant, because: string): Step {
  const rest = toGive(request).map(({ id }) => id);
  return revokeChanges(request, rest, at, BY_WORKFLOW, because);
}

export function hasBeenGiven({ changes }: Pick<Request, 'changes'>): boolean {
  return changes.some(({ effectiveAt }) => effectiveAt !== undefined);
}

function isDue({ op, state, endAsked }: Change): boolean {
  return op !== 'remove' && endAsked === undefined && (state === 'waiting' || state === 'giving');
}
