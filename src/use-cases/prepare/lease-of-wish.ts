import { ok, type Result } from '../../domain/errors.ts';
import type { Calendar } from '../../domain/lease/calendar.ts';
import { extendedEnd } from '../../domain/lease/extended-end.ts';
import type { Lease } from '../../domain/lease/lease.ts';
import { type LeaseUnderLimit, leaseUnderLimit } from '../../domain/lease/lease-under-limit.ts';
import { type LimitsInForce, limitsInEmergency, limitsInForce } from '../../domain/lease/limits.ts';
import { validateLease } from '../../domain/lease/validate-lease.ts';
import { runningOf } from '../../domain/request/extend.ts';
import type { Request } from '../../domain/request/request.ts';
import type { RequestWish } from '../../domain/request/wish.ts';
import type { Instant } from '../../domain/time.ts';
import type { WishFacts } from './load-facts.ts';

export interface LeaseOfWish {
  readonly limits: LimitsInForce;
  readonly asked: Lease;
  readonly under: LeaseUnderLimit;
}

/** How long the access would be given: what is asked, under the limits in force. */
export function leaseOfWish(
  wish: RequestWish,
  facts: WishFacts,
  extending: Request | undefined,
  now: Instant,
  calendar: Calendar,
): Result<LeaseOfWish> {
  const limits = limitsOf(wish, facts);
  const valid = validateLease(wish.lease ?? { kind: 'indefinite' }, now);
  if (!valid.ok) return valid;
  const asked = valid.value;
  const running = extending === undefined ? undefined : runningOf(extending);
  if (running === undefined) return ok({ limits, asked, under: leaseUnderLimit(asked, limits, now, calendar) });
  const under = extendedEnd(asked, running, limits, now, calendar);
  return under.ok ? ok({ limits, asked, under: under.value }) : under;
}

function limitsOf(wish: RequestWish, { app, policy, changes }: WishFacts): LimitsInForce {
  const giving = changes.filter(({ wished }) => wished.op !== 'remove');
  // What is taken away is taken for good.
  if (giving.length === 0) return { maxima: [], ceilings: [], extensionLimits: [] };
  const inForce = limitsInForce({
    entitlements: giving.map(({ entitlement }) => entitlement.lease),
    app: app.settings.lease,
    organisation: { maximum: policy.organisation.maximumLease },
  });
  const breakGlass = wish.emergency ? app.settings.breakGlass?.maximum : undefined;
  return breakGlass === undefined ? inForce : limitsInEmergency(inForce, breakGlass);
}
