import { MINUTE } from '../domain/time.ts';
import { WayError, type WayTrouble } from '../ports/way.ts';

/** What a mail server, or the way there, said. */
interface Failure {
  readonly code?: string;
  /** Of the system, where the connection itself failed. */
  readonly originalCode?: string;
  readonly responseCode?: number;
  readonly command?: string;
  readonly message?: string;
}

/** A server that has not seen us before takes it a few minutes later; and by then somebody may have mended what is wrong. */
const LATER = 5 * MINUTE;
const SOON = MINUTE;

const NEVER_THERE: ReadonlySet<string> = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'CONNECTION_TIMEOUT']);
const SET_UP_WRONG: ReadonlySet<string> = new Set(['EAUTH', 'ENOAUTH', 'ETLS', 'EREQUIRETLS', 'ECONFIG']);

export function troubleOf(error: unknown): WayError {
  const failure = (typeof error === 'object' && error !== null ? error : {}) as Failure;
  const trouble = kindOf(failure);
  return new WayError(trouble, `mail: ${failure.message ?? 'it broke'}`, waitAfter(trouble, failure));
}

/** A password that is wrong is not tried so often that the account is shut. */
function waitAfter(trouble: WayTrouble, { responseCode }: Failure): number | undefined {
  if (trouble === 'refused') return LATER;
  if (trouble !== 'not_now') return undefined;
  return responseCode === undefined ? SOON : LATER;
}

function kindOf({ code = '', originalCode = '', responseCode, command }: Failure): WayTrouble {
  if (SET_UP_WRONG.has(code)) return 'refused';
  if (responseCode !== undefined) {
    if (responseCode < 500) return 'not_now';
    return command === 'RCPT TO' ? 'nobody_there' : 'refused';
  }
  return code === 'EDNS' || NEVER_THERE.has(originalCode) ? 'not_now' : 'unknown';
}
