import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Instant, MINUTE, SECOND } from '../../domain/time.ts';

/** What came with a call that says it is Slack's. */
export interface SignedCall {
  readonly body: string;
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
}

/** Older is a replay, and newer one that is kept for later. */
const FURTHEST = 5 * MINUTE;

export function isSlacks(signingSecret: string, { body, timestamp, signature }: SignedCall, now: Instant): boolean {
  if (timestamp === undefined || signature === undefined || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(now - Number(timestamp) * SECOND) > FURTHEST) return false;
  const [given, right] = [Buffer.from(signature), Buffer.from(signatureOf(signingSecret, timestamp, body))];
  return given.length === right.length && timingSafeEqual(given, right);
}

export function signatureOf(signingSecret: string, timestamp: string, body: string): string {
  return `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}
