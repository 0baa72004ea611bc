import type { Change } from './change.ts';
import type { Request } from './request.ts';

/** Something of it is still to be given. */
export function isAwaited({ changes, closing, endAsked }: Pick<Request, 'changes' | 'closing' | 'endAsked'>): boolean {
  return closing === undefined && endAsked === undefined && changes.some(isDue);
}

/** Everything should have been there by the time of this snapshot. */
export function isPastGiveBy({ clocks, asOf }: Pick<Request, 'clocks' | 'asOf'>): boolean {
  return clocks.giveBy !== undefined && clocks.giveBy <= asOf;
}

function isDue({ op, state, endAsked }: Change): boolean {
  return op !== 'remove' && endAsked === undefined && (state === 'waiting' || state === 'giving');
}
