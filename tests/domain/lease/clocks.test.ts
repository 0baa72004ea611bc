import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decideBy, extensionLimit, giveBy } from '../../../src/domain/lease/clocks.ts';
import { noticesOf } from '../../../src/domain/lease/notices.ts';
import { DAY, HOUR, MINUTE } from '../../../src/domain/time.ts';
import { createCalendar } from '../../../src/time/calendar.ts';
import { NOW } from '../../support/builders.ts';

const utc = createCalendar('UTC');

describe('notices before the end', () => {
  it.each<[string, number, number[]]>([
    ['a month', 30 * DAY, [7 * DAY, DAY, HOUR]],
    ['two weeks, of which 7 days are just half', 14 * DAY, [DAY, HOUR]],
    ['three days', 3 * DAY, [DAY, HOUR]],
    ['8 hours', 8 * HOUR, [HOUR]],
    ['2 hours', 2 * HOUR, []],
    ['10 minutes', 10 * MINUTE, []],
  ])('of a lease of %s are these', (_, length, before) => {
    expect(noticesOf(NOW, NOW + length)).toEqual(before.map((one) => NOW + length - one));
  });

  it('lie in the second half of the lease, in order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 * DAY }), (length) => {
        const notices = noticesOf(NOW, NOW + length);
        expect(notices.toSorted((a, b) => a - b)).toEqual(notices);
        for (const at of notices) expect(at > NOW + length / 2 && at < NOW + length).toBe(true);
      }),
    );
  });
});

describe('the clocks of a request', () => {
  it('when it was asked, runs until the flow says', () => {
    expect(decideBy({ decideBy: 'P7D' }, NOW, utc)).toBe(NOW + 7 * DAY);
  });

  it('when it is approved, is to be given in the time the flow says', () => {
    expect(giveBy({ giveBy: 'PT72H' }, { kind: 'indefinite' }, NOW, utc)).toBe(NOW + 72 * HOUR);
  });

  it('when it is approved for next week, is to be given in that time from its start', () => {
    const lease = { kind: 'for', length: 'PT8H', startAt: NOW + 7 * DAY } as const;
    expect(giveBy({ giveBy: 'PT72H' }, lease, NOW, utc)).toBe(NOW + 7 * DAY + 72 * HOUR);
    expect(giveBy({ giveBy: 'PT72H' }, lease, NOW + 8 * DAY, utc)).toBe(NOW + 8 * DAY + 72 * HOUR);
  });

  it('when several extension limits hold, is extended no further than the nearest', () => {
    expect(extensionLimit({ extensionLimits: ['P90D', 'P60D'] }, NOW, utc)).toBe(NOW + 60 * DAY);
    expect(extensionLimit({ extensionLimits: [] }, NOW, utc)).toBeUndefined();
  });
});
