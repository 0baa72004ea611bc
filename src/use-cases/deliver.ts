import { ok, type Result } from '../domain/errors.ts';
import type { Request } from '../domain/request/request.ts';
import { isFinal, stateOf } from '../domain/request/state.ts';
import type { Delivery, RequestGateway } from '../ports/request-gateway.ts';
import type { Store } from '../ports/store.ts';

interface Deps {
  readonly store: Pick<Store, 'requests'>;
  readonly gateway: Pick<RequestGateway, 'patienceMs'>;
}

/**
 * Brings a message to the workflow that has the request. An extension may have got a workflow of its own since it was
 * looked up: then it is brought there.
 */
export async function deliver(
  deps: Deps,
  request: Request,
  send: (to: Request) => Promise<Result<Delivery>>,
): Promise<Result<Delivery>> {
  const delivered = await send(request);
  if (delivered.ok) return asShown(deps, request, delivered.value);
  if (request.within === undefined) return withState(delivered, request);
  const now = await deps.store.requests.byId(request.id);
  if (now === undefined || now.within === request.within) return withState(delivered, request);
  const again = await send(now);
  return again.ok ? asShown(deps, now, again.value) : withState(again, now);
}

/** What took effect is in history; whoever looks now is to find it where everybody looks. Until then it is only kept. */
async function asShown({ store, gateway }: Deps, { id }: Request, delivery: Delivery): Promise<Result<Delivery>> {
  if (delivery.delivered === 'recorded') return ok(delivery);
  const isShown = await store.requests.hasReached(id, delivery.answer.version, gateway.patienceMs);
  return ok(isShown ? delivery : { delivered: 'recorded' });
}

/** A workflow that is over cannot say how it ended: the stored request does. */
function withState<T>(result: Result<T>, request: Request): Result<T> {
  if (result.ok || result.problem.code !== 'wrong_state' || result.problem.state !== undefined) return result;
  const state = stateOf(request);
  const detail = isFinal(state) ? `This request is ${state} already. Nothing changed.` : result.problem.detail;
  return { ok: false, problem: { ...result.problem, detail, state } };
}
