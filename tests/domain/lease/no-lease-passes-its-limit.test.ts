import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Calendar } from '../../../src/domain/lease/calendar.ts';
import type { Lease } from '../../../src/domain/lease/lease.ts';
import { leaseUnderLimit, mayGrant } from '../../../src/domain/lease/lease-under-limit.ts';
import { leaseWindow } from '../../../src/domain/lease/lease-window.ts';
import { type LeaseLimits, limitsInEmergency, limitsInForce } from '../../../src/domain/lease/limits.ts';
import { DAY, HOUR, type Instant } from '../../../src/domain/time.ts';
import { createCalendar } from '../../../src/time/calendar.ts';
import { NOW } from '../../support/builders.ts';

const utc = createCalendar('UTC');
const berlin = createCalendar('Europe/Berlin');
const calendars = [utc, berlin, createCalendar('America/New_York')];

describe('when a granted lease runs', () => {
  const window = (granted: Lease, effectiveAt: Instant, calendar: Calendar = utc) =>
    leaseWindow(granted, [], effectiveAt, calendar);

  it('then 8 hours are 8 hours from when the access was there, not from when it was asked for', () => {
    const start = NOW + 3 * DAY;
    expect(window({ kind: 'for', length: 'PT8H' }, start)).toEqual({ startsAt: start, endsAt: start + 8 * HOUR });
  });

  it('then a fixed end stays that moment', () => {
    const end = NOW + 5 * DAY;
    expect(window({ kind: 'between', endAt: end }, NOW + 4 * DAY)).toEqual({ startsAt: NOW + 4 * DAY, endsAt: end });
  });

  it('then a fixed end that has passed is a lease that lapsed', () => {
    expect(window({ kind: 'between', endAt: NOW + DAY }, NOW + DAY)).toBe('lapsed');
    expect(window({ kind: 'between', endAt: NOW + DAY }, NOW + DAY - 1)).not.toBe('lapsed');
  });

  it('then a start that passed meanwhile is when it is given, and one ahead stays', () => {
    const lease: Lease = { kind: 'for', length: 'PT8H', startAt: NOW + DAY };
    expect(window(lease, NOW + 2 * DAY)).toEqual({ startsAt: NOW + 2 * DAY, endsAt: NOW + 2 * DAY + 8 * HOUR });
    expect(window(lease, NOW)).toEqual({ startsAt: NOW + DAY, endsAt: NOW + DAY + 8 * HOUR });
  });

  it('then one without end has none', () => {
    expect(window({ kind: 'indefinite' }, NOW)).toEqual({ startsAt: NOW, endsAt: undefined });
  });

  it('then a month that was within 30 days in February is cut to them in March', () => {
    const february = Date.UTC(2026, 1, 10);
    const march = Date.UTC(2026, 2, 5);
    const limits = limitsInForce({ entitlements: [{ maximum: 'P30D' }], app: {}, organisation: {} });
    const month: Lease = { kind: 'for', length: 'P1M' };
    const { granted } = leaseUnderLimit(month, limits, february, utc);
    expect(granted).toEqual(month);
    expect(leaseWindow(granted, limits.ceilings, march, utc)).toEqual({ startsAt: march, endsAt: march + 30 * DAY });
  });
});

const length = fc.constantFrom(
  'PT1H',
  'PT24H',
  'P1D',
  'P28D',
  'P30D',
  'P1M',
  'P4W',
  'P31D',
  'P3M',
  'P90D',
  'P1Y',
  'P10Y',
);
const perhaps = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const limits: fc.Arbitrary<LeaseLimits> = fc.record({
  maximum: perhaps(length),
  hardMaximum: perhaps(length),
  overMaximum: perhaps(fc.constantFrom('cap', 'flag')),
});
const sources = fc.record({
  entitlements: fc.array(limits, { minLength: 1, maxLength: 4 }),
  app: limits,
  organisation: limits,
});
const soon = fc.integer({ min: NOW, max: NOW + 1000 * DAY });
const lease: fc.Arbitrary<Lease> = fc.oneof(
  fc.record({ kind: fc.constant('indefinite' as const), startAt: perhaps(soon) }),
  fc.record({ kind: fc.constant('for' as const), length, startAt: perhaps(soon) }),
  fc
    .tuple(perhaps(soon), fc.integer({ min: 1, max: 4000 * DAY }))
    .map(([startAt, more]): Lease => ({ kind: 'between', startAt, endAt: (startAt ?? NOW) + more })),
);
const world = fc.record({
  lease,
  sources,
  now: fc.integer({ min: NOW, max: NOW + 400 * DAY }),
  waits: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 400 * DAY })),
  calendar: fc.constantFrom(...calendars),
  emergency: perhaps(length),
});

/** The law again, in the words of the specification and not of the code: what each entitlement may reach at most. */
function latestEnd({ entitlements, app, organisation }: typeof sources extends fc.Arbitrary<infer S> ? S : never) {
  return entitlements.flatMap((own) => {
    const maximum = own.maximum ?? app.maximum ?? organisation.maximum;
    const hardMaximum = own.hardMaximum ?? app.hardMaximum ?? organisation.hardMaximum;
    const isCapped = (own.overMaximum ?? app.overMaximum ?? organisation.overMaximum) !== 'flag';
    return [isCapped ? maximum : undefined, hardMaximum].filter((one) => one !== undefined);
  });
}

describe('no lease ever passes the limit in force', () => {
  it('whatever is asked, whatever is set, whenever it is given', () => {
    fc.assert(
      fc.property(world, ({ lease, sources, now, waits, calendar, emergency }) => {
        const usual = limitsInForce(sources);
        const inForce = emergency === undefined ? usual : limitsInEmergency(usual, emergency);
        const { granted } = leaseUnderLimit(lease, inForce, now, calendar);
        const window = leaseWindow(granted, inForce.ceilings, now + waits, calendar);
        if (window === 'lapsed') return;
        const { startsAt, endsAt = Number.POSITIVE_INFINITY } = window;
        expect(startsAt).toBeGreaterThanOrEqual(now + waits);
        expect(endsAt).toBeGreaterThan(startsAt);
        for (const limit of [...latestEnd(sources), ...(emergency === undefined ? [] : [emergency])]) {
          expect(endsAt).toBeLessThanOrEqual(calendar.after(startsAt, limit));
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('and what is said before submit holds if it is given at once: nothing more is cut', () => {
    fc.assert(
      fc.property(world, ({ lease, sources, now, calendar }) => {
        const inForce = limitsInForce(sources);
        const { granted } = leaseUnderLimit(lease, inForce, now, calendar);
        expect(leaseWindow(granted, inForce.ceilings, now, calendar)).toEqual(leaseWindow(granted, [], now, calendar));
      }),
      { numRuns: 1000 },
    );
  });

  it('and cutting twice is cutting once, never longer than asked', () => {
    fc.assert(
      fc.property(world, ({ lease, sources, now, calendar }) => {
        const inForce = limitsInForce(sources);
        const once = leaseUnderLimit(lease, inForce, now, calendar);
        const twice = leaseUnderLimit(once.granted, inForce, now, calendar);
        expect(twice).toEqual({ ...once, notice: undefined });
        const [cut, asked] = [once.granted, lease].map((one) => leaseWindow(one, [], now, calendar));
        if (cut === 'lapsed' || cut === undefined || asked === 'lapsed' || asked === undefined) return;
        expect(cut.endsAt ?? Infinity).toBeLessThanOrEqual(asked.endsAt ?? Infinity);
      }),
    );
  });

  it('and what an approver may give is what would not be cut', () => {
    fc.assert(
      fc.property(world, ({ lease, sources, now, calendar }) => {
        const inForce = limitsInForce(sources);
        const may = mayGrant(lease, inForce, now, calendar);
        if (may.ok) expect(leaseUnderLimit(may.value.granted, inForce, now, calendar).notice).toBeUndefined();
        else expect(may.problem.code).toBe('lease_not_allowed');
      }),
    );
  });
});
