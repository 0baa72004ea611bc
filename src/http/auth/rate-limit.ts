import type { Instant } from '../../domain/time.ts';

interface Bucket {
  /** In whole numbers: a call costs a minute, and a millisecond brings as many as there may be calls a minute. */
  readonly left: number;
  readonly at: Instant;
}

/** Counts a call by `key`; how many seconds to wait where there were too many. */
export type RateLimit = (key: string, now: Instant) => number | undefined;

const MINUTE = 60_000;
/** Nobody fills the memory by calling from ever new addresses. */
const MOST_KEYS = 10_000;

/** So many calls a minute, and as many at once by whoever was quiet before. Counted by each process on its own. */
export function createRateLimit(perMinute: number, mostKeys = MOST_KEYS): RateLimit {
  const buckets = new Map<string, Bucket>();
  const full = perMinute * MINUTE;
  return (key, now) => {
    const { left, at } = buckets.get(key) ?? { left: full, at: now };
    const refilled = Math.min(full, left + Math.max(0, now - at) * perMinute);
    // Set anew at the end: what is first was quiet for longest.
    buckets.delete(key);
    buckets.set(key, { left: refilled < MINUTE ? refilled : refilled - MINUTE, at: Math.max(now, at) });
    const [quietest] = buckets.keys();
    if (buckets.size > mostKeys && quietest !== undefined) buckets.delete(quietest);
    return refilled < MINUTE ? Math.ceil((MINUTE - refilled) / perMinute / 1000) : undefined;
  };
}
