import { oneLine } from '../../domain/text/one-line.ts';
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../domain/time.ts';
import { ConnectorError } from '../../ports/connector.ts';
import type { Posted } from './post.ts';

/** What an endpoint says it did, or accepted to do; everything else it says is an error. */
export type Answer =
  | { readonly answer: 'done'; readonly data: { readonly [key: string]: unknown } }
  | { readonly answer: 'accepted'; readonly lookAgainAt: Instant }
  | { readonly answer: 'gone' };

const DONE = [200, 201, 204];

export function answerOf(name: string, posted: Posted, now: Instant): Answer {
  const { status, text, retryAfter } = posted;
  if (DONE.includes(status)) return { answer: 'done', data: dataIn(text) };
  if (status === 202) return { answer: 'accepted', lookAgainAt: laterBy(retryAfter, now) ?? now + HOUR };
  if (status === 410) return { answer: 'gone' };
  throw errorOf(name, posted, now);
}

function errorOf(name: string, { status, text, retryAfter }: Posted, now: Instant): ConnectorError {
  const until = laterBy(retryAfter, now);
  const busy = `${name} is busy (${status}).`;
  if (status === 429) return new ConnectorError('rate_limited', busy, until ?? now + MINUTE);
  if (status === 503 && until !== undefined) return new ConnectorError('rate_limited', busy, until);
  if (status >= 500) return new ConnectorError('retry', `${name} answered with an error (${status}).`);
  if (status >= 400) return new ConnectorError('permanent', saying(name, status, dataIn(text)['detail']));
  const where = status >= 300 ? 'leads elsewhere, and is not followed there: set url to where it leads' : 'is unknown';
  return new ConnectorError('permanent', `The answer of ${name} (${status}) ${where}.`);
}

function saying(name: string, status: number, detail: unknown): string {
  const said = typeof detail === 'string' ? oneLine(detail) : '';
  return said === '' ? `${name} refused it (${status}).` : `${name} says: ${said}`;
}

/** Seconds or a date, as HTTP has it; never the past, and never so far off that nobody looks again. */
function laterBy(retryAfter: string | undefined, now: Instant): Instant | undefined {
  if (retryAfter === undefined) return undefined;
  const at = /^\d{1,9}$/.test(retryAfter) ? now + Number(retryAfter) * SECOND : Date.parse(retryAfter);
  return Number.isNaN(at) ? undefined : Math.min(Math.max(at, now + SECOND), now + DAY);
}

function dataIn(text: string): { readonly [key: string]: unknown } {
  try {
    const data: unknown = JSON.parse(text);
    return typeof data === 'object' && data !== null ? { ...data } : {};
  } catch {
    return {};
  }
}
