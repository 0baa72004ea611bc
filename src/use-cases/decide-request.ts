import { ok, type Result, refused } from '../domain/errors.ts';
import type { RequestId } from '../domain/ids.ts';
import type { Calendar } from '../domain/lease/calendar.ts';
import type { Lease } from '../domain/lease/lease.ts';
import { agreedSoFar, openLevelIndex } from '../domain/request/decide.ts';
import { whyNotAsk } from '../domain/request/refuse.ts';
import type { Request } from '../domain/request/request.ts';
import type { Clock } from '../ports/environment.ts';
import type { Delivery, RequestGateway } from '../ports/request-gateway.ts';
import type { Store } from '../ports/store.ts';
import type { Acting } from './acting.ts';
import { deliver } from './deliver.ts';
import { findSeat, type Seated } from './find-seat.ts';
import { leaseToGrant } from './lease-to-grant.ts';

export interface DecideDeps {
  readonly store: Store;
  readonly gateway: RequestGateway;
  readonly clock: Clock;
  readonly calendarOf: (zone: string) => Calendar;
}

export interface Decided {
  readonly decision: 'approve' | 'reject';
  readonly comment?: string | undefined;
  readonly lease?: Lease | undefined;
  /** The same click, however often it arrives, is one decision. */
  readonly clickId: string;
}

/** Reads directory, delegation and assurance at this moment; the verdict travels to the workflow as evidence. */
export async function decideRequest(
  deps: DecideDeps,
  acting: Acting,
  id: RequestId,
  decided: Decided,
): Promise<Result<Delivery>> {
  const request = await deps.store.requests.byId(id);
  if (request === undefined) return refused('not_found', 'There is no such request.');
  const seat = await seatOf(deps, acting, request, decided);
  if (!seat.ok) return seat;
  const granted = await grantedBy(deps, request, decided);
  if (!granted.ok) return granted;
  const { decision: verdict, comment, clickId } = decided;
  const { onBehalfOf, because, newcomer } = seat.value;
  const delivered = await deliver(deps, request, (to) =>
    deps.gateway.send(to, 'decide', {
      clickId,
      origin: acting.origin,
      verdict: { by: acting.person.id, onBehalfOf, verdict, comment, lease: granted.value },
      evidence: { level: openLevelIndex(request), mayDecide: true, because, newcomer, agreed: agreedSoFar(request) },
    }),
  );
  return delivered.ok ? delivered : saidByWhomItWas(delivered, request);
}

/** A workflow that is over cannot say who was first: the stored request does. */
function saidByWhomItWas(refusal: Extract<Result<Delivery>, { ok: false }>, request: Request): Result<Delivery> {
  const why = refusal.problem.code === 'wrong_state' ? whyNotAsk(request) : undefined;
  return why === undefined ? refusal : { ok: false, problem: why };
}

async function seatOf(deps: DecideDeps, acting: Acting, request: Request, decided: Decided): Promise<Result<Seated>> {
  // What is over is answered by the workflow itself, which also knows a click that came before.
  if (whyNotAsk(request) !== undefined) return ok({ by: acting.person.id, onBehalfOf: undefined, because: '' });
  const assurance = acting.origin.assurance ?? 'session';
  return findSeat(deps, request, acting.person.id, { verdict: decided.decision, assurance });
}

/** Another lease than was asked for, if it may be given; a rejection gives none, and may need a comment. */
async function grantedBy(
  deps: DecideDeps,
  request: Request,
  { decision, comment, lease }: Decided,
): Promise<Result<Lease | undefined>> {
  if (whyNotAsk(request) !== undefined) return ok(lease);
  if (decision === 'approve') return lease === undefined ? ok(lease) : leaseToGrant(deps, request, lease);
  const app = await deps.store.catalog.appById(request.appId);
  const isMissing = app?.settings.commentOnReject === true && (comment ?? '').trim() === '';
  return isMissing
    ? refused('comment_needed', 'Say why: this app wants a comment with a rejection.', { field: 'comment' })
    : ok(undefined);
}
