import { webApi } from '@slack/bolt';
import { MINUTE, SECOND } from '../../domain/time.ts';
import { WayError, type WayTrouble } from '../../ports/way.ts';

/** What Slack says, by what it means to whoever wanted something said. What is not listed was not done either. */
const TROUBLES: { readonly [error: string]: WayTrouble } = {
  ...all('message_gone', [
    ...['message_not_found', 'cant_update_message', 'edit_window_closed', 'thread_not_found'],
    ...['cannot_reply_to_message', 'no_such_message'],
  ]),
  ...all('nobody_there', [
    ...['channel_not_found', 'is_archived', 'not_in_channel', 'user_not_found', 'users_not_found', 'user_disabled'],
    ...['user_not_visible', 'cannot_dm_bot', 'messages_tab_disabled', 'restricted_action', 'team_access_not_granted'],
    ...['account_inactive', 'token_revoked'],
  ]),
  ...all('not_now', ['ratelimited', 'rate_limited', 'message_limit_exceeded', 'ekm_access_denied']),
  ...all('unknown', ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']),
};

function all(trouble: WayTrouble, errors: readonly string[]) {
  return Object.fromEntries(errors.map((error) => [error, trouble]));
}

/** It is worth another try when somebody has changed something; of most of that nobody here hears. */
const REFUSED_AGAIN_AFTER = 5 * MINUTE;

export function wayErrorOf(error: unknown, method: string): WayError {
  if (error instanceof WayError) return error;
  if (error instanceof webApi.WebAPIRateLimitedError)
    return new WayError('not_now', `Slack: ${method} is rate limited`, Math.max(1, error.retryAfter) * SECOND);
  if (error instanceof webApi.WebAPIPlatformError) return said(error.data.error, method);
  const trouble = isNeverSent(error) ? 'not_now' : 'unknown';
  return new WayError(trouble, `Slack: no answer to ${method}`, isOverdue(error) ? STILL_ARRIVES_FOR : undefined);
}

function said(error: string, method: string): WayError {
  // Something between us and Slack says it: whether Slack heard of it, nobody knows.
  if (!/^[a-z][a-z0-9_]*$/.test(error)) return new WayError('unknown', `Slack: no answer to ${method}`);
  const trouble = TROUBLES[error] ?? 'refused';
  const retryAfterMs = { refused: REFUSED_AGAIN_AFTER, not_now: MINUTE }[trouble as 'refused' | 'not_now'];
  return new WayError(trouble, `Slack: ${method}: ${error}`, retryAfterMs);
}

/** What took too long for us may be done all the same: nothing is looked for, or said anew, before it would be there. */
const STILL_ARRIVES_FOR = 20 * SECOND;

const UNREACHED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT'];

interface Caused {
  readonly code?: unknown;
  readonly name?: unknown;
  readonly original?: unknown;
  readonly cause?: unknown;
}

/** Nobody was there to take it. */
function isNeverSent(error: unknown): boolean {
  return causesOf(error).some(({ code }) => UNREACHED.includes(String(code)));
}

function isOverdue(error: unknown): boolean {
  return causesOf(error).some(({ name }) => name === 'TimeoutError');
}

/** It, and what is behind it. */
function causesOf(error: unknown): readonly Caused[] {
  if (typeof error !== 'object' || error === null) return [];
  const { original, cause } = error as Caused;
  return [error, ...causesOf(original ?? cause)];
}
