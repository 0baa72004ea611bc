import type { Context } from 'hono';
import type { ErrorCode, Problem } from '../domain/errors.ts';

/** Status and title of every code: the one place that says how HTTP puts what was refused. */
export const problems = {
  malformed: [400, 'The request is not understood'],
  unknown_field: [400, 'A field is not known'],
  not_signed_in: [401, 'Not signed in'],
  not_allowed: [403, 'Not allowed'],
  not_found: [404, 'Not found'],
  gone: [410, 'Gone'],
  already_exists: [409, 'It exists already'],
  already_decided: [409, 'It was decided before'],
  wrong_state: [409, 'Not possible in this state'],
  own_request: [403, 'Nobody decides their own request'],
  not_an_approver: [403, 'Not an approver of this'],
  fresh_sign_in_needed: [403, 'A fresh sign-in is needed'],
  not_requestable: [403, 'This cannot be requested'],
  denied_by_policy: [403, 'The policy denies this'],
  no_approver: [409, 'Nobody could approve this'],
  open_request_exists: [409, 'A request for this is open'],
  facts_changed: [409, 'What the preview showed has changed'],
  reason_needed: [400, 'A reason is needed'],
  comment_needed: [400, 'A comment is needed'],
  lease_not_allowed: [400, 'This length is not allowed'],
  no_seat_left: [409, 'No seat is left'],
  exclusive_conflict: [409, 'Something else of the same set is held'],
  duties_conflict: [409, 'These duties are kept apart'],
  frozen: [409, 'Giving is frozen'],
  too_soon: [429, 'Too soon'],
  idempotency_mismatch: [409, 'The same key came with another body'],
  version_conflict: [409, 'It has changed meanwhile'],
  invalid_file: [400, 'The file is not valid'],
  too_large: [413, 'Too large'],
  too_many: [429, 'Too many requests'],
  not_confirmed: [503, 'Not confirmed'],
  unavailable: [503, 'Unavailable'],
  internal: [500, 'Something broke on our side'],
} as const satisfies Record<ErrorCode, readonly [number, string]>;

/** RFC 9457. Nobody sees a stack trace. */
export function problemResponse(c: Context, problem: Problem): Response {
  const [status] = problems[problem.code];
  return c.body(JSON.stringify(problemBody(problem)), status, { 'content-type': 'application/problem+json' });
}

export function problemBody(problem: Problem) {
  const [status, title] = problems[problem.code];
  return { type: `/api/v1/docs#problem-${problem.code}`, title, status, ...problem };
}
