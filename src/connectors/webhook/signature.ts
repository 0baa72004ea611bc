import { createHmac, timingSafeEqual } from 'node:crypto';
import { MINUTE, SECOND, type Instant } from '../../domain/time.ts';
import type { SignedText } from '../../ports/order-store.ts';

/** Older is a replay, newer one that is kept for later; clocks differ a little. */
const OLDEST_MS = 5 * MINUTE;
const NEWEST_MS = 30 * SECOND;

export function signatureOf(secret: string, timestamp: string, text: string): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.${text}`).digest('hex')}`;
}

export function isSignedWith(secret: string, { text, timestamp, signature }: SignedText, now: Instant): boolean {
  if (timestamp === undefined || signature === undefined || !/^\d{1,12}$/.test(timestamp)) return false;
  const age = now - Number(timestamp) * SECOND;
  return age <= OLDEST_MS && age >= -NEWEST_MS && same(signature, signatureOf(secret, timestamp, text));
}

function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
