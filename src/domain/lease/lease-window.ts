import type { Instant, Length } from '../time.ts';
import type { Calendar } from './calendar.ts';
import { earliestEnd, endFrom, startFrom } from './compare.ts';
import type { Lease } from './lease.ts';

export interface LeaseWindow {
  readonly startsAt: Instant;
  /** Undefined: until somebody ends it. */
  readonly endsAt: Instant | undefined;
}

/**
 * From when to when a granted lease runs whose access was proven at `effectiveAt`. The ceilings come along, for a
 * month that was within 30 days when it was asked for may be longer where it starts.
 */
export function leaseWindow(
  granted: Lease,
  ceilings: readonly Length[],
  effectiveAt: Instant,
  calendar: Calendar,
): LeaseWindow | 'lapsed' {
  const startsAt = startFrom(granted, effectiveAt);
  const asGranted = endFrom(granted, startsAt, calendar);
  if (asGranted <= startsAt) return 'lapsed';
  const end = Math.min(asGranted, earliestEnd(ceilings, startsAt, calendar));
  return { startsAt, endsAt: end === Number.POSITIVE_INFINITY ? undefined : end };
}
