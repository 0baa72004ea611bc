import { randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Pages are compressed, and show what others wrote: a secret that looked the same in each of them could be guessed from
 * their sizes. So it is never the same text twice.
 */
export function masked(secret: Uint8Array): string {
  const pad = randomBytes(secret.length);
  return Buffer.concat([pad, mixed(pad, secret)]).toString('base64url');
}

/** Whether both hide the same secret. */
export function isSameSecret(one: string, other: string): boolean {
  const [a, b] = [unmasked(one), unmasked(other)];
  return a.length === b.length && a.length > 0 && timingSafeEqual(a, b);
}

function unmasked(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  const half = bytes.length >> 1;
  return mixed(bytes.subarray(0, half), bytes.subarray(half));
}

function mixed(one: Uint8Array, other: Uint8Array): Buffer {
  return Buffer.from(other.map((byte, index) => byte ^ (one[index] ?? 0)));
}
