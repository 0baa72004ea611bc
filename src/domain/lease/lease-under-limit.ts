import { type Result, ok, refused } from '../errors.ts';
import type { Flag } from '../request/request.ts';
import type { Instant } from '../time.ts';
import type { Calendar } from './calendar.ts';
import { earliestEnd, endFrom, shortestOf, startFrom } from './compare.ts';
import type { Lease } from './lease.ts';
import { sayLength } from './length.ts';
import type { LimitsInForce } from './limits.ts';
import { validateLease } from './validate-lease.ts';

export interface LeaseUnderLimit {
  readonly granted: Lease;
  readonly flags: readonly Flag[];
  /** Said before submit: what was asked was cut. */
  readonly notice: { readonly asked: Lease; readonly capped: Lease } | undefined;
}

/** What can be given of what is asked: cut to the ceilings, marked where it is over a maximum. */
export function leaseUnderLimit(
  asked: Lease,
  limits: LimitsInForce,
  now: Instant,
  calendar: Calendar,
): LeaseUnderLimit {
  const from = startFrom(asked, now);
  const granted = cut(asked, limits, from, calendar);
  const isOver = endFrom(granted, from, calendar) > earliestEnd(limits.maxima, from, calendar);
  return {
    granted,
    flags: isOver ? ['over_maximum'] : [],
    notice: granted === asked ? undefined : { asked, capped: granted },
  };
}

/** Whether an approver may give this lease instead of the one asked for. Nothing is cut: they are told. */
export function mayGrant(
  changed: Lease,
  limits: LimitsInForce,
  now: Instant,
  calendar: Calendar,
): Result<LeaseUnderLimit> {
  const valid = validateLease(changed, now);
  if (!valid.ok) return valid;
  const under = leaseUnderLimit(valid.value, limits, now, calendar);
  if (under.notice === undefined) return ok(under);
  const longest = shortestOf(limits.ceilings, startFrom(changed, now), calendar) ?? '';
  return refused('lease_not_allowed', `At most ${sayLength(longest)} can be given here.`, {
    field: 'lease',
    data: { longest },
  });
}

/** A fixed end is moved to a fixed end, so that what is said before submit is what will be. */
function cut(asked: Lease, { ceilings }: LimitsInForce, from: Instant, calendar: Calendar): Lease {
  const length = shortestOf(ceilings, from, calendar);
  const latest = earliestEnd(ceilings, from, calendar);
  if (length === undefined || endFrom(asked, from, calendar) <= latest) return asked;
  switch (asked.kind) {
    case 'indefinite':
      return { kind: 'for', length, startAt: asked.startAt };
    case 'for':
      return { ...asked, length };
    case 'between':
      return { ...asked, endAt: latest };
  }
}
