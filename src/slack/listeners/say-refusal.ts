import type { ErrorCode, Problem } from '../../domain/errors.ts';
import { escape } from '../blocks/escape.ts';

/** What is refused says itself what happened, what was kept and what to do. */
const said = ({ detail }: Problem): string => detail;

const SENTENCES = {
  ...{ malformed: said, unknown_field: said, not_allowed: said, not_found: said, gone: said, already_exists: said },
  ...{ already_decided: said, wrong_state: said, own_request: said, not_an_approver: said },
  ...{ fresh_sign_in_needed: said, not_requestable: said, denied_by_policy: said, no_approver: said },
  ...{ open_request_exists: said, facts_changed: said, reason_needed: said, comment_needed: said },
  ...{ lease_not_allowed: said, duties_conflict: said, too_soon: said, idempotency_mismatch: said },
  ...{ version_conflict: said, invalid_file: said, too_large: said, too_many: said },
  not_signed_in: () => 'Slack does not say who you are. Nothing was done: sign in to Leasehold once, and try again.',
  not_confirmed: said,
  unavailable: said,
  internal: () => 'Something broke on our side, and was written to the log. Look again before you repeat it.',
} as const satisfies { readonly [Code in ErrorCode]: (problem: Problem) => string };

/** As plain text: at a field of a form. */
export function refusalText(problem: Problem): string {
  return SENTENCES[problem.code](problem);
}

/** As text with markup of ours: names of people in it stay names. */
export function sayRefusal(problem: Problem): string {
  return escape(refusalText(problem));
}
