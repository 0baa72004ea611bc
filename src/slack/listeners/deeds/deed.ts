import { ok, type Result, refused } from '../../../domain/errors.ts';
import { isId, type RequestId, type TaskId } from '../../../domain/ids.ts';
import type { Request } from '../../../domain/request/request.ts';
import type { Delivery } from '../../../ports/request-gateway.ts';
import { seeRequest } from '../../../use-cases/see-requests.ts';
import type { Outcome } from '../../views/outcome.view.ts';
import type { Typed } from '../../views/typed.ts';
import { type Talk, viewerOf } from '../talk.ts';

/** Something that is done to what an id stands for, with what was typed for it. */
export type Deed = (talk: Talk, id: string, typed: Typed) => Promise<Result<Outcome>>;

export const RECORDED =
  '⏳ Recorded; not applied yet. It takes effect when a worker is back. Nothing has to be repeated.';

/** Done, or kept until a worker is back: either way nothing has to be repeated. */
export function outcomeOf(delivered: Result<Delivery>, did: string): Result<Outcome> {
  if (!delivered.ok) return delivered;
  return ok({ said: delivered.value.delivered === 'applied' ? did : RECORDED });
}

/** A deed on a request. What one may not see is not there. */
export function onRequest(deed: (talk: Talk, id: RequestId, typed: Typed) => Promise<Result<Outcome>>): Deed {
  return async (talk, id, typed) => {
    const seen = await requestSeen(talk, id);
    return seen.ok ? deed(talk, seen.value.id, typed) : seen;
  };
}

/** Whoever presses a card in a channel sees that there is one. */
export const NOT_THERE = refused('not_found', 'There is no such request, or it is not yours to see. Nothing was done.');

export async function requestSeen(talk: Talk, id: string): Promise<Result<Request>> {
  const seen = isId('request', id) ? await seeRequest(talk.deps, viewerOf(talk), id) : undefined;
  return seen?.ok === true ? seen : NOT_THERE;
}

export function onTask(deed: (talk: Talk, id: TaskId, typed: Typed) => Promise<Result<Outcome>>): Deed {
  return async (talk, id, typed) =>
    isId('task', id) ? deed(talk, id, typed) : refused('not_found', 'There is no such task.');
}
