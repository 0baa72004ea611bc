import type { Instant, Length } from '../time.ts';
import type { Calendar } from './calendar.ts';
import { type Lease, startOf } from './lease.ts';

/** When a lease starts that is given now: a start that has passed is now. */
export function startFrom(lease: Lease, now: Instant): Instant {
  return Math.max(startOf(lease) ?? now, now);
}

/** When a lease that starts at `from` ends: an indefinite one is longer than anything. */
export function endFrom(lease: Lease, from: Instant, calendar: Calendar): Instant {
  if (lease.kind === 'indefinite') return Number.POSITIVE_INFINITY;
  return lease.kind === 'for' ? calendar.after(from, lease.length) : lease.endAt;
}

/** When the first of these lengths is over; without lengths never. */
export function earliestEnd(lengths: readonly Length[], from: Instant, calendar: Calendar): Instant {
  return Math.min(Number.POSITIVE_INFINITY, ...lengths.map((length) => calendar.after(from, length)));
}

/** Which of a month and 30 days is the shorter depends on where they begin. */
export function shortestOf(lengths: readonly Length[], from: Instant, calendar: Calendar): Length | undefined {
  const end = earliestEnd(lengths, from, calendar);
  return lengths.find((length) => calendar.after(from, length) === end);
}

/** Whether it ends later than another one would that starts at the same moment. */
export function isLonger(lease: Lease, than: Lease, now: Instant, calendar: Calendar): boolean {
  const from = startFrom(lease, now);
  return endFrom(lease, from, calendar) > endFrom(than, from, calendar);
}
