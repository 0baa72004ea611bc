import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/domain/time.ts';
import { createCalendar } from '../../src/time/calendar.ts';

const berlin = createCalendar('Europe/Berlin');
const newYork = createCalendar('America/New_York');
const calendars = [berlin, newYork, createCalendar('UTC'), createCalendar('Asia/Kathmandu')];

const calendar = fc.constantFrom(...calendars);
const at = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2080, 0, 1) });

describe('a day over a change of the clocks', () => {
  it.each([
    ['in Berlin, when summer time begins', berlin, '2026-03-28T12:00+01:00', 23],
    ['in Berlin, on any other day', berlin, '2026-06-01T12:00+02:00', 24],
    ['in Berlin, when summer time ends', berlin, '2026-10-24T12:00+02:00', 25],
    ['in New York, when summer time begins', newYork, '2026-03-07T12:00-05:00', 23],
    ['in New York, on any other day', newYork, '2026-03-28T12:00-04:00', 24],
    ['in New York, when summer time ends', newYork, '2026-10-31T12:00-04:00', 25],
  ])('%s, has its hours', (_, { after }, start, hours) => {
    const from = Date.parse(start);
    expect(after(from, 'P1D') - from).toBe(hours * HOUR);
    expect(after(from, 'PT24H') - from).toBe(24 * HOUR);
  });

  it('when its time of day does not exist, moves on by the gap', () => {
    expect(berlin.after(Date.parse('2026-03-28T02:30+01:00'), 'P1D')).toBe(Date.parse('2026-03-29T03:30+02:00'));
  });

  it('when its time of day comes twice, is over the first time', () => {
    expect(berlin.after(Date.parse('2026-10-24T02:30+02:00'), 'P1D')).toBe(Date.parse('2026-10-25T02:30+02:00'));
  });

  it('when it begins in the hour that comes twice, both times lead to the same morning', () => {
    const next = Date.parse('2026-10-26T02:30+01:00');
    expect(berlin.after(Date.parse('2026-10-25T02:30+02:00'), 'P1D')).toBe(next);
    expect(berlin.after(Date.parse('2026-10-25T02:30+01:00'), 'P1D')).toBe(next);
  });
});

describe('a month', () => {
  it.each([
    ['2026-01-31', 'P1M', '2026-02-28'],
    ['2028-01-31', 'P1M', '2028-02-29'],
    ['2026-03-31', 'P1M', '2026-04-30'],
    ['2028-02-29', 'P1Y', '2029-02-28'],
    ['2026-01-31', 'P1M1D', '2026-03-01'],
    ['2026-12-31', 'P2M', '2027-02-28'],
  ])('from %s: %s later is %s', (from, length, to) => {
    const noon = (date: string) => Date.parse(`${date}T12:00Z`);
    expect(createCalendar('UTC').after(noon(from), length)).toBe(noon(to));
  });

  it('over the beginning of summer time, ends at the same time of day', () => {
    expect(berlin.after(Date.parse('2026-03-15T09:00+01:00'), 'P1M')).toBe(Date.parse('2026-04-15T09:00+02:00'));
  });
});

describe('whatever the zone and the moment', () => {
  it('then hours, minutes and seconds are exact', () => {
    const count = fc.integer({ min: 1, max: 100_000 });
    const unit = fc.constantFrom<[string, number]>(['H', HOUR], ['M', MINUTE], ['S', SECOND]);
    fc.assert(
      fc.property(calendar, at, count, unit, ({ after }, from, many, [letter, ms]) => {
        expect(after(from, `PT${many}${letter}`)).toBe(from + many * ms);
      }),
    );
  });

  it('then every length ends later than it begins, and a longer one later', () => {
    const unit = fc.constantFrom(...['Y', 'M', 'W', 'D'].map((letter) => (count: number) => `P${count}${letter}`));
    fc.assert(
      fc.property(calendar, at, fc.integer({ min: 1, max: 60 }), unit, ({ after }, from, count, length) => {
        expect(after(from, length(count))).toBeGreaterThan(from);
        expect(after(from, length(count + 1))).toBeGreaterThan(after(from, length(count)));
      }),
    );
  });

  it('then what starts later never ends earlier, but for month ends and the hour that comes twice', () => {
    const length = fc.constantFrom('PT8H', 'P1D', 'P1M', 'P6M', 'P1Y', 'P1DT12H');
    // 28, 29, 30 and 31 January all lead to 28 February, each at its own time of day.
    const later = fc.integer({ min: 4 * DAY, max: 400 * DAY });
    fc.assert(
      fc.property(calendar, at, later, length, ({ after }, from, more, text) => {
        expect(after(from + more, text)).toBeGreaterThanOrEqual(after(from, text));
      }),
    );
    fc.assert(
      fc.property(calendar, at, fc.nat(400 * DAY), ({ after }, from, more) => {
        expect(after(from + more, 'PT8H')).toBe(after(from, 'PT8H') + more);
      }),
    );
  });

  it('then a day has 23, 24 or 25 hours', () => {
    fc.assert(
      fc.property(fc.constantFrom(berlin, newYork), at, ({ after }, from) => {
        expect([23, 24, 25]).toContain(Math.round((after(from, 'P1D') - from) / HOUR));
      }),
    );
  });
});

describe('a zone that does not exist', () => {
  it('is refused when the calendar is made', () => {
    expect(() => createCalendar('Europe/Atlantis')).toThrow(RangeError);
  });
});
