import type { Json } from './json.ts';

/**
 * Everything that can be refused or go wrong in a way that someone is told about. Closed: each door (HTTP, Slack,
 * Temporal) has a total map over it, so a new code does not compile before every door knows what to say.
 */
export type ErrorCode =
  | 'malformed'
  | 'unknown_field'
  | 'not_signed_in'
  | 'not_allowed'
  | 'not_found'
  | 'gone'
  | 'already_exists'
  | 'already_decided'
  | 'wrong_state'
  | 'own_request'
  | 'not_an_approver'
  | 'fresh_sign_in_needed'
  | 'not_requestable'
  | 'denied_by_policy'
  | 'no_approver'
  | 'open_request_exists'
  | 'facts_changed'
  | 'reason_needed'
  | 'comment_needed'
  | 'lease_not_allowed'
  | 'duties_conflict'
  | 'too_soon'
  | 'idempotency_mismatch'
  | 'version_conflict'
  | 'invalid_file'
  | 'too_large'
  | 'too_many'
  | 'not_confirmed'
  | 'unavailable'
  | 'internal';

export interface Problem {
  readonly code: ErrorCode;
  /** One sentence for a person: what happened, what was kept, what to do. */
  readonly detail: string;
  readonly field?: string | undefined;
  readonly state?: string | undefined;
  readonly data?: { readonly [key: string]: Json } | undefined;
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function refused(
  code: ErrorCode,
  detail: string,
  more: Omit<Problem, 'code' | 'detail'> = {},
): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem: { code, detail, ...more } };
}
