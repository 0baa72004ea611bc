import { ApplicationFailure } from '@temporalio/workflow';
import type { Problem } from '../../src/domain/errors.ts';
import type { RequestState } from './request-state.ts';

/** How a workflow refuses: with the code that the doors know what to say to. */
export function throwOn(problem: Problem | undefined): undefined {
  if (problem !== undefined) throw ApplicationFailure.nonRetryable(problem.detail, problem.code, problem);
  return undefined;
}

/** Why there is no such request after all; undefined where there is, or where that is not known yet. */
export function whyNotOpened(state: RequestState): Problem | undefined {
  if (state.opening?.opened !== false) return undefined;
  const { inFavourOf } = state.opening;
  const detail = `${inFavourOf} asks for the same and is still open. Nothing new was made.`;
  return { code: 'open_request_exists', detail, data: { request: inFavourOf } };
}

export const MOVED: Problem = {
  code: 'wrong_state',
  detail: 'What it was to extend has ended, and it goes on as a request of its own. Look again.',
};
