import { describe, expect, it } from '@jest/globals';
import type { Lease } from '../../../src/domain/lease/lease.ts';
import { leaseUnderLimit, mayGrant } from '../../../src/domain/lease/lease-under-limit.ts';
import { type LeaseLimits, limitsInEmergency, limitsInForce } from '../../../src/domain/lease/limits.ts';
import { DAY, HOUR } from '../../../src/domain/time.ts';
import { createCalendar } from '../../../src/time/calendar.ts';
import { NOW } from '../../support/builders.ts';

const utc = createCalendar('UTC');
const inForce = (entitlements: readonly LeaseLimits[], app: LeaseLimits = {}, organisation: LeaseLimits = {}) =>
  limitsInForce({ entitlements, app, organisation });
const lengthOf = (length: string): Lease => ({ kind: 'for', length });
const indefinite: Lease = { kind: 'indefinite' };

describe('the limit in force', () => {
  it.each<[string, LeaseLimits, LeaseLimits, LeaseLimits, string[]]>([
    ['is the entitlement’s own', { maximum: 'PT8H' }, { maximum: 'P30D' }, { maximum: 'P1Y' }, ['PT8H']],
    ['is its own even where that is longer', { maximum: 'P90D' }, { maximum: 'P30D' }, { maximum: 'P1Y' }, ['P90D']],
    ['else its app’s', {}, { maximum: 'P30D' }, { maximum: 'P1Y' }, ['P30D']],
    ['else the organisation’s', {}, {}, { maximum: 'P1Y' }, ['P1Y']],
    ['else there is none', {}, {}, {}, []],
  ])('%s', (_, own, app, organisation, ceilings) => {
    expect(inForce([own], app, organisation).ceilings).toEqual(ceilings);
  });

  it('each setting is the nearest one, whatever set the others', () => {
    const own = { overMaximum: 'flag', extensionLimit: 'P60D' } as const;
    const app = { maximum: 'P7D', hardMaximum: 'P30D', overMaximum: 'cap', extensionLimit: 'P90D' } as const;
    expect(inForce([own], app)).toEqual({ maxima: ['P7D'], ceilings: ['P30D'], extensionLimits: ['P60D'] });
  });

  it('for several changes is the shortest of theirs', () => {
    const limits = inForce([{ maximum: 'P30D' }, { maximum: 'PT8H' }]);
    expect(leaseUnderLimit(indefinite, limits, NOW, utc).granted).toEqual(lengthOf('PT8H'));
  });

  it('of what nothing is known is that of the app', () => {
    expect(inForce([], { maximum: 'P30D' }).ceilings).toEqual(['P30D']);
  });
});

describe('when longer is asked than the maximum, and it is cut', () => {
  const limits = inForce([{ maximum: 'P30D' }]);

  it.each<[string, Lease, Lease]>([
    ['a longer one is cut', lengthOf('P60D'), lengthOf('P30D')],
    ['one without end is cut', indefinite, lengthOf('P30D')],
    [
      'its start is kept, where it had no end',
      { kind: 'indefinite', startAt: NOW + DAY },
      { kind: 'for', length: 'P30D', startAt: NOW + DAY },
    ],
    [
      'its start is kept',
      { kind: 'for', length: 'P1Y', startAt: NOW + DAY },
      { kind: 'for', length: 'P30D', startAt: NOW + DAY },
    ],
    ['its fixed end is moved', { kind: 'between', endAt: NOW + 60 * DAY }, { kind: 'between', endAt: NOW + 30 * DAY }],
    [
      'its fixed end is counted from its start',
      { kind: 'between', startAt: NOW + 100 * DAY, endAt: NOW + 200 * DAY },
      { kind: 'between', startAt: NOW + 100 * DAY, endAt: NOW + 130 * DAY },
    ],
  ])('then %s, and that is said', (_, asked, capped) => {
    expect(leaseUnderLimit(asked, limits, NOW, utc)).toEqual({ granted: capped, flags: [], notice: { asked, capped } });
  });

  it.each<[string, Lease]>([
    ['just as long', lengthOf('P30D')],
    ['as long in other words', lengthOf('PT720H')],
    ['shorter', lengthOf('PT8H')],
    ['until a day within it', { kind: 'between', endAt: NOW + 29 * DAY }],
    ['within it, in a year', { kind: 'between', startAt: NOW + 365 * DAY, endAt: NOW + 394 * DAY }],
  ])('then one that is %s is left as it is', (_, asked) => {
    expect(leaseUnderLimit(asked, limits, NOW, utc)).toEqual({ granted: asked, flags: [], notice: undefined });
  });
});

describe('when longer is asked than the maximum, and it is marked', () => {
  const soft = inForce([{ maximum: 'P7D', overMaximum: 'flag' }]);
  const hard = inForce([{ maximum: 'P7D', overMaximum: 'flag', hardMaximum: 'P30D' }]);

  it.each<[string, Lease]>([
    ['longer', lengthOf('P60D')],
    ['without end', indefinite],
  ])('then one that is %s is kept and marked', (_, asked) => {
    expect(leaseUnderLimit(asked, soft, NOW, utc)).toEqual({
      ...{ granted: asked, notice: undefined },
      flags: ['over_maximum'],
    });
  });

  it('then it is still cut at the hard maximum', () => {
    expect(leaseUnderLimit(lengthOf('P20D'), hard, NOW, utc)).toMatchObject({ granted: lengthOf('P20D') });
    expect(leaseUnderLimit(indefinite, hard, NOW, utc)).toMatchObject({
      granted: lengthOf('P30D'),
      flags: ['over_maximum'],
    });
  });

  it('then something else that is cut cuts the whole request', () => {
    const mixed = inForce([{ maximum: 'P7D', overMaximum: 'flag' }, { maximum: 'P30D' }]);
    expect(leaseUnderLimit(lengthOf('P10D'), mixed, NOW, utc).flags).toEqual(['over_maximum']);
    expect(leaseUnderLimit(lengthOf('P60D'), mixed, NOW, utc).granted).toEqual(lengthOf('P30D'));
  });
});

describe('when it is an emergency', () => {
  it('then the short maximum holds, however long leases may be otherwise', () => {
    const limits = limitsInEmergency(inForce([{ maximum: 'P30D', overMaximum: 'flag' }]), 'PT4H');
    expect(leaseUnderLimit(indefinite, limits, NOW, utc).granted).toEqual(lengthOf('PT4H'));
    expect(leaseUnderLimit(lengthOf('PT1H'), limits, NOW, utc).granted).toEqual(lengthOf('PT1H'));
  });

  it('then a limit that is shorter still holds', () => {
    const limits = limitsInEmergency(inForce([{ maximum: 'PT1H' }]), 'PT4H');
    expect(leaseUnderLimit(indefinite, limits, NOW, utc).granted).toEqual(lengthOf('PT1H'));
  });
});

describe('when an approver gives another length', () => {
  const limits = inForce([{ maximum: 'P7D', overMaximum: 'flag', hardMaximum: 'P30D' }]);

  it('then a shorter or longer one within the limit may be given, marked where it is over the maximum', () => {
    expect(mayGrant(lengthOf('PT8H'), limits, NOW, utc)).toMatchObject({ ok: true, value: { flags: [] } });
    expect(mayGrant(lengthOf('P20D'), limits, NOW, utc)).toMatchObject({
      ok: true,
      value: { flags: ['over_maximum'] },
    });
  });

  it.each<[string, Lease]>([
    ['longer', lengthOf('P31D')],
    ['without end', indefinite],
    ['until too late', { kind: 'between', endAt: NOW + 30 * DAY + HOUR }],
  ])('then one that is %s is refused, with the longest that can be', (_, lease) => {
    expect(mayGrant(lease, limits, NOW, utc)).toMatchObject({
      ok: false,
      problem: { code: 'lease_not_allowed', detail: 'At most 30 days can be given here.', data: { longest: 'P30D' } },
    });
  });

  it('then one that is over already is refused', () => {
    const refusal = mayGrant({ kind: 'between', endAt: NOW - 1 }, limits, NOW, utc);
    expect(refusal).toMatchObject({ ok: false, problem: { field: 'lease.endAt' } });
  });
});
