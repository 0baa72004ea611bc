import { startOf } from '../lease/lease.ts';
import type { Request, RequestState } from './request.ts';

export type Tab = 'open' | 'closed' | 'rejected';

/** The state is computed from the decision and the changes, never set. */
export function stateOf(request: Omit<Request, 'version'>): RequestState {
  if (request.decision === 'none') return request.closing ?? 'pending_approval';
  if (request.decision === 'rejected') return request.closing ?? 'rejected';
  return stateOfApproved(request);
}

function stateOfApproved(request: Omit<Request, 'version'>): RequestState {
  const { changes } = request;
  const is = (state: (typeof changes)[number]['state']) => changes.some((change) => change.state === state);
  const onlyRemoves = changes.every((change) => change.op === 'remove');
  const isUnwanted = request.closing !== undefined || request.endAsked !== undefined;
  if (isUnwanted && (is('giving') || is('given'))) return 'ending';
  if (is('giving') || (onlyRemoves && is('taking'))) return 'provisioning';
  if (is('given')) return 'active';
  if (is('taking')) return 'ending';
  if (is('waiting') && !isUnwanted) return waitingState(request);
  if (changes.some((change) => change.effectiveAt !== undefined)) return 'ended';
  if (onlyRemoves && !is('waiting')) return 'ended';
  const isGivenUp = changes.some(({ failure }) => failure !== undefined);
  return request.closing ?? (request.endAsked !== undefined && !isGivenUp ? 'cancelled' : 'failed');
}

function waitingState(request: Omit<Request, 'version'>): RequestState {
  const start = startOf(request.lease.granted ?? request.lease.asked);
  return start !== undefined && start > request.asOf ? 'scheduled' : 'approved';
}

/** Which list a request stands in follows the decision alone, so that what was approved never turns quiet. */
export function tabOf(request: Pick<Request, 'decision' | 'closing'>): Tab {
  if (request.decision === 'approved') return 'closed';
  return request.decision === 'rejected' || request.closing !== undefined ? 'rejected' : 'open';
}

export const FINAL_STATES: readonly RequestState[] = ['ended', 'rejected', 'cancelled', 'lapsed', 'failed'];

export function isFinal(state: RequestState): boolean {
  return FINAL_STATES.includes(state);
}

/** Asked for and not there yet. */
export function isPending(request: Request, change: Request['changes'][number]): boolean {
  return !isFinal(stateOf(request)) && (change.state === 'waiting' || change.state === 'giving');
}
