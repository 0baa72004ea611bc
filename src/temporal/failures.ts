import {
  isGrpcServiceError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/common';
import { type Problem, type Result, refused } from '../domain/errors.ts';

/** gRPC status codes that matter here. */
const CANCELLED = 1;
const DEADLINE_EXCEEDED = 4;
const NOT_FOUND = 5;
const UNAVAILABLE = 14;

/** Whether nobody answered: it may have arrived, it may have taken effect. */
export function noAnswerInTime(error: unknown): boolean {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return true;
  return [CANCELLED, DEADLINE_EXCEEDED].includes(grpcCode(error) ?? -1);
}

/** Nothing can be sent to a workflow that is closed, or was never there. */
export function isOver(error: unknown): boolean {
  if (error instanceof WorkflowExecutionAlreadyStartedError) return true;
  return error instanceof WorkflowNotFoundError || grpcCode(error) === NOT_FOUND;
}

/** What Temporal said, in our words. Anything unknown is a bug or a broken connection, and is thrown on. */
export function refusalOf(error: unknown): Extract<Result<never>, { ok: false }> {
  const refusal = error instanceof WorkflowUpdateFailedError ? error.cause : error;
  if (refusal instanceof ApplicationFailure) return { ok: false, problem: problemOf(refusal) };
  if (isOver(error)) {
    return refused('wrong_state', 'This request is over, or not known to Temporal. Nothing changed.');
  }
  if (noAnswerInTime(error))
    return refused('not_confirmed', 'Nobody answered in time. It may have arrived: look again before you repeat it.');
  if (grpcCode(error) === UNAVAILABLE)
    return refused('unavailable', 'Temporal does not answer. Nothing was sent; try again soon.');
  throw error;
}

/** Without a problem in it the failure is not one of ours: the workflow was ended while it was about to answer. */
function problemOf({ details }: ApplicationFailure): Problem {
  const [problem] = (details ?? []) as (Problem | undefined)[];
  const detail = 'The request was stopped before it could answer. Look again before you repeat it.';
  return problem ?? { code: 'not_confirmed', detail };
}

function grpcCode(error: unknown): number | undefined {
  const cause = error instanceof Error && isGrpcServiceError(error.cause) ? error.cause : error;
  return isGrpcServiceError(cause) ? cause.code : undefined;
}
