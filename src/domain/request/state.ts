import { startOf } from '../lease/lease.ts';
import type { Change } from './change.ts';
import { REQUEST_STATES, type Request, type RequestState } from './request.ts';

export const TABS = ['open', 'closed', 'rejected'] as const;
export type Tab = (typeof TABS)[number];

/** The state is computed from the decision and the changes, never set. */
export function stateOf(request: Omit<Request, 'version'>): RequestState {
  if (request.decision === 'none') return request.closing ?? 'pending_approval';
  if (request.decision === 'rejected') return request.closing ?? 'rejected';
  return stateOfApproved(request);
}

function stateOfApproved(request: Omit<Request, 'version'>): RequestState {
  if (request.kind === 'extend') return request.closing ?? (request.appliedAt === undefined ? 'approved' : 'ended');
  const { changes } = request;
  const isUnwanted = request.closing !== undefined || request.endAsked !== undefined;
  const gives = changes.filter(({ op }) => op !== 'remove');
  const is = (state: Change['state']) =>
    changes.some((change) => change.state === state && (change.endAsked === undefined || !isHeldState(state)));
  if (!isUnwanted && is('giving')) return 'provisioning';
  if (!isUnwanted && is('given')) return 'active';
  const isRemoving = changes.some(({ op, state }) => op === 'remove' && state === 'taking');
  const isWaiting = gives.some(({ state }) => state === 'waiting');
  if (isRemoving && (gives.length === 0 || isWaiting)) return 'provisioning';
  if (isRemoving || changes.some(({ state }) => state === 'taking' || isHeldState(state))) return 'ending';
  if (!isUnwanted && changes.some(({ state }) => state === 'waiting')) return waitingState(request);
  return finalState(request, gives);
}

function isHeldState(state: Change['state']): boolean {
  return state === 'giving' || state === 'given';
}

function finalState(request: Omit<Request, 'version'>, gives: readonly Change[]): RequestState {
  const { changes, closing, endAsked } = request;
  if (changes.some(({ effectiveAt, op, state }) => effectiveAt !== undefined || (op === 'remove' && state === 'taken')))
    return 'ended';
  const isCalledOff = endAsked !== undefined || gives.every((change) => change.endAsked !== undefined);
  const isGivenUp = changes.some(({ failure }) => failure !== undefined);
  return closing ?? (isCalledOff && !isGivenUp ? 'cancelled' : 'failed');
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

/** Asked for, and neither there nor over: something is still to come of it. */
export const MOVING_STATES = REQUEST_STATES.filter((state) => state !== 'active' && !FINAL_STATES.includes(state));

export function isFinal(state: RequestState): boolean {
  return FINAL_STATES.includes(state);
}

/** Asked for and not there yet. */
export function isPending(request: Request, change: Request['changes'][number]): boolean {
  return !isFinal(stateOf(request)) && (change.state === 'waiting' || change.state === 'giving');
}
