import { type Result, ok, refused } from '../errors.ts';
import { type Instant, MINUTE } from '../time.ts';
import type { Calendar } from './calendar.ts';
import { extensionLimit } from './clocks.ts';
import { endFrom } from './compare.ts';
import type { Lease } from './lease.ts';
import { type LeaseUnderLimit, leaseUnderLimit } from './lease-under-limit.ts';
import type { LimitsInForce } from './limits.ts';
import { validateLease } from './validate-lease.ts';

/** A lease that runs: since when, and until when so far. */
export interface Running {
  readonly effectiveAt: Instant;
  readonly endsAt: Instant;
}

/** Less than this is not worth asking anybody. */
const LEAST = MINUTE;

/**
 * The end that an extension can get. "A week" is a week more than it has. Where it is said how far extensions may reach,
 * that is the limit, with no more at a time than a lease may have; else none may have longer to run than a new one could.
 */
export function extendedEnd(
  asked: Lease,
  running: Running,
  limits: LimitsInForce,
  now: Instant,
  calendar: Calendar,
): Result<LeaseUnderLimit> {
  const wanted = validateLease(asFixedEnd(asked, running, calendar), now);
  if (!wanted.ok) return wanted;
  const limit = extensionLimit(limits, running.effectiveAt, calendar);
  const from = limit === undefined ? now : running.endsAt;
  const under = leaseUnderLimit(wanted.value, limits, from, calendar);
  const end = Math.min(endFrom(under.granted, from, calendar), limit ?? Number.POSITIVE_INFINITY);
  if (end < running.endsAt + LEAST)
    return refused('lease_not_allowed', sayNoMore(wanted.value, running), { field: 'lease' });
  const granted: Lease = end === Number.POSITIVE_INFINITY ? { kind: 'indefinite' } : { kind: 'between', endAt: end };
  const isCut = end < endFrom(wanted.value, now, calendar);
  return ok({ granted, flags: under.flags, notice: isCut ? { asked, capped: granted } : undefined });
}

function asFixedEnd(asked: Lease, { endsAt }: Running, calendar: Calendar): Lease {
  return asked.kind === 'for' ? { kind: 'between', endAt: calendar.after(endsAt, asked.length) } : asked;
}

function sayNoMore(wanted: Lease, { endsAt }: Running): string {
  return wanted.kind === 'between' && wanted.endAt <= endsAt
    ? 'It lasts until then anyway. Nothing was asked.'
    : 'It lasts as long as it may already. Nothing was asked.';
}
