import type { Result } from '../domain/errors.ts';
import type { Request } from '../domain/request/request.ts';
import { isFinal, stateOf } from '../domain/request/state.ts';

/** A workflow that is over cannot say how it ended: the stored request does. */
export function withState<T>(result: Result<T>, request: Request): Result<T> {
  if (result.ok || result.problem.code !== 'wrong_state' || result.problem.state !== undefined) return result;
  const state = stateOf(request);
  const detail = isFinal(state) ? `This request is ${state} already. Nothing changed.` : result.problem.detail;
  return { ok: false, problem: { ...result.problem, detail, state } };
}
