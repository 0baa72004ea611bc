import type { Flow } from '../policy/policy.ts';
import type { Instant } from '../time.ts';
import type { Calendar } from './calendar.ts';
import { earliestEnd, startFrom } from './compare.ts';
import type { Lease } from './lease.ts';
import type { LimitsInForce } from './limits.ts';

export function decideBy(flow: Pick<Flow, 'decideBy'>, createdAt: Instant, calendar: Calendar): Instant {
  return calendar.after(createdAt, flow.decideBy);
}

/** Counted from approval, or from the start where that is later: nothing can be given before it. */
export function giveBy(flow: Pick<Flow, 'giveBy'>, lease: Lease, approvedAt: Instant, calendar: Calendar): Instant {
  return calendar.after(startFrom(lease, approvedAt), flow.giveBy);
}

/** Where extensions of a lease that is effective since then must end; undefined where nothing is set. */
export function extensionLimit(
  limits: Pick<LimitsInForce, 'extensionLimits'>,
  effectiveAt: Instant,
  calendar: Calendar,
): Instant | undefined {
  const limit = earliestEnd(limits.extensionLimits, effectiveAt, calendar);
  return limit === Number.POSITIVE_INFINITY ? undefined : limit;
}
