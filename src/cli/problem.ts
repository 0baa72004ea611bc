import { problemSchema } from '../http/schemas/organisation.ts';
import { errorCode } from './error-code.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { type Failure, failed } from './result.ts';

const EXITS: { readonly [code: string]: ExitCode } = {
  not_signed_in: EXIT.notAllowed,
  not_allowed: EXIT.notAllowed,
  fresh_sign_in_needed: EXIT.notAllowed,
  too_many: EXIT.unavailable,
  unavailable: EXIT.unavailable,
  not_confirmed: EXIT.unavailable,
  internal: EXIT.unavailable,
};

interface Refused {
  readonly body: unknown;
  readonly text: string;
}

/** What the server refused, or that what answered is no Leasehold. */
export function failureOf(status: number, { body, text }: Refused, url: URL): Failure {
  const problem = problemSchema.safeParse(body);
  if (!problem.success) return notUnderstood(url, `it answered with status ${status}`);
  const { code, detail, field, state, data } = problem.data;
  return { code, detail, field, state, data, text, exit: EXITS[code] ?? EXIT.refused };
}

export function notUnderstood(url: URL, why: string): Failure {
  const detail = `${url.origin} does not answer as this version of Leasehold does: ${why}. Is this its address, and of the same version?`;
  return failed(EXIT.notUnderstood, 'not_understood', detail).failure;
}

/** These come before anything was sent. */
const NEVER_LEFT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'bad port']);

export function unreachable(url: URL, error: unknown, isWrite: boolean): Failure {
  const code = errorCode(error);
  if (NEVER_LEFT.has(code)) {
    const detail = `${url.origin} cannot be reached (${code}). Nothing was sent. Look at the address, and whether it runs: leasehold doctor.`;
    return failed(EXIT.unavailable, 'unavailable', detail).failure;
  }
  if (!isWrite) return failed(EXIT.unavailable, 'unavailable', `${url.origin} did not answer (${code}).`).failure;
  const detail = `${url.origin} did not answer (${code}). Whether it arrived is not known.`;
  return failed(EXIT.unavailable, 'not_confirmed', detail).failure;
}

export function interruptedCall(): Failure {
  const detail = 'Interrupted before there was an answer. What was sent may have arrived.';
  return failed(EXIT.interrupted, 'interrupted', detail).failure;
}
