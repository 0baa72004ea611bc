import { ok, type Result } from '../domain/errors.ts';
import type { Request } from '../domain/request/request.ts';
import { isFinal, stateOf } from '../domain/request/state.ts';
import type { Delivery } from '../ports/request-gateway.ts';
import type { Store } from '../ports/store.ts';

/** For so long whoever clicked waits until what they see shows it; until then it is kept, and not shown. */
const PATIENCE_MS = 2000;

/**
 * Brings a message to the workflow that has the request. An extension may have got a workflow of its own since it was
 * looked up: then it is brought there.
 */
export async function deliver(
  { requests }: Pick<Store, 'requests'>,
  request: Request,
  send: (to: Request) => Promise<Result<Delivery>>,
): Promise<Result<Delivery>> {
  const delivered = await send(request);
  if (delivered.ok) return asShown(requests, request, delivered.value);
  if (request.within === undefined) return withState(delivered, request);
  const now = await requests.byId(request.id);
  if (now === undefined || now.within === request.within) return withState(delivered, request);
  const again = await send(now);
  return again.ok ? asShown(requests, now, again.value) : withState(again, now);
}

/** What took effect is in history; whoever looks now is to find it where everybody looks. */
async function asShown(requests: Store['requests'], { id }: Request, delivery: Delivery): Promise<Result<Delivery>> {
  if (delivery.delivered === 'recorded') return ok(delivery);
  const isShown = await requests.hasReached(id, delivery.answer.version, PATIENCE_MS);
  return ok(isShown ? delivery : { delivered: 'recorded' });
}

/** A workflow that is over cannot say how it ended: the stored request does. */
function withState<T>(result: Result<T>, request: Request): Result<T> {
  if (result.ok || result.problem.code !== 'wrong_state' || result.problem.state !== undefined) return result;
  const state = stateOf(request);
  const detail = isFinal(state) ? `This request is ${state} already. Nothing changed.` : result.problem.detail;
  return { ok: false, problem: { ...result.problem, detail, state } };
}
