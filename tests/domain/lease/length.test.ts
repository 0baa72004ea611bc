import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  parseLength,
  roughDays,
  roughMilliseconds,
  sayLength,
  sayLengthFault,
} from '../../../src/domain/lease/length.ts';
import { HOUR } from '../../../src/domain/time.ts';
import { createCalendar } from '../../../src/time/calendar.ts';

describe('a length as people write it', () => {
  it.each([
    ['90m', 'PT90M'],
    ['90 min', 'PT90M'],
    ['1 minute', 'PT1M'],
    ['8h', 'PT8H'],
    ['8 hours', 'PT8H'],
    ['30d', 'P30D'],
    ['2w', 'P2W'],
    ['6mo', 'P6M'],
    ['1 year', 'P1Y'],
    ['1 day 12 hours', 'P1DT12H'],
    ['1d12h', 'P1DT12H'],
    ['1mo30m', 'P1MT30M'],
    ['45s', 'PT45S'],
    ['PT8H', 'PT8H'],
    ['pt8h', 'PT8H'],
    ['P0DT8H', 'PT8H'],
    ['P007D', 'P7D'],
    ['P1Y0M2W', 'P1Y2W'],
    ['P100Y', 'P100Y'],
    ['P1200M', 'P1200M'],
  ])('when it is %s, then it is %s', (written, length) => {
    expect(parseLength(written)).toEqual({ ok: true, length });
  });

  it.each([
    ...['', ' ', 'P', 'PT', 'P1', 'P1DT', 'T8H', '8', 'h', 'soon', '8 H', '6M', '8h 8h', '12h 1d', '1h 1y'],
    ...['1.5h', 'PT1.5H', 'P0.5M', 'P1,5D', '½d', '1e3h', '0x8h', '８h', '8h\n', ' 8h', '8h ', '8  h', 'P1D PT1H'],
    ...['P1H', 'PT1D', 'P1D1W', 'P1M1Y', 'PT1S1H', 'P1DT1H1D', '+8h', 'P+8D', 'Infinity', 'NaN d'],
  ])('when it is %j, then it is none', (written) => {
    expect(parseLength(written)).toEqual({ ok: false, fault: 'not_a_length' });
  });

  it.each([
    ['-8h', 'negative'],
    ['-P1D', 'negative'],
    ['P-1D', 'negative'],
    ['0d', 'nothing'],
    ['PT0S', 'nothing'],
    ['P0Y0M0W0DT0H0M0S', 'nothing'],
    ['P101Y', 'too_long'],
    ['P36526D', 'too_long'],
    ['PT3155760001S', 'too_long'],
    [`${'9'.repeat(400)}h`, 'too_long'],
  ])('when it is %s, then it is refused as %s', (written, fault) => {
    expect(parseLength(written)).toEqual({ ok: false, fault });
  });

  it('when it is refused, then a sentence says what is wrong and how it is right', () => {
    expect(sayLengthFault('not_a_length', '"soon"')).toBe(
      'must be a length such as 90m, 8h, 30d, 2w, 6mo or PT8H, not "soon"',
    );
    expect(sayLengthFault('too_long', '"P101Y"')).toBe('is longer than 100 years: "P101Y"');
  });
});

describe('a length as it is said', () => {
  it.each([
    ['PT8H', '8 hours'],
    ['PT1H', '1 hour'],
    ['P30D', '30 days'],
    ['P1DT12H', '1 day 12 hours'],
    ['PT90M', '90 minutes'],
    ['P2W', '2 weeks'],
    ['P1Y6M', '1 year 6 months'],
  ])('%s is %s', (length, words) => {
    expect(sayLength(length)).toBe(words);
  });
});

describe('whatever length it is', () => {
  const count = fc.nat(40);
  const counts = fc
    .tuple(count, count, count, count, count, count, count)
    .filter((all) => all.some((one) => one > 0))
    .map(([y, mo, w, d, h, m, s]) => `P${y}Y${mo}M${w}W${d}DT${h}H${m}M${s}S`);

  it('then what is said is read as the same again, and reading twice is reading once', () => {
    fc.assert(
      fc.property(counts, (written) => {
        const once = parseLength(written);
        expect(once.ok).toBe(true);
        if (!once.ok) return;
        expect(parseLength(once.length)).toEqual(once);
        expect(parseLength(sayLength(once.length))).toEqual(once);
      }),
    );
  });

  it('then it means the same before and after it was made short, and the calendar takes it', () => {
    const calendar = createCalendar('Europe/Berlin');
    fc.assert(
      fc.property(counts, (written) => {
        const read = parseLength(written);
        if (read.ok) expect(calendar.after(0, read.length)).toBe(calendar.after(0, written));
      }),
    );
  });

  it('then nothing that is not a length ever throws, or takes long', () => {
    fc.assert(fc.property(fc.string(), (text) => typeof parseLength(text).ok === 'boolean'));
    const started = performance.now();
    parseLength('1 '.repeat(100_000));
    parseLength('1'.repeat(200_000));
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('then its rough size compares what is far apart', () => {
    expect(roughDays('P1M')).toBeGreaterThan(roughDays('P4W'));
    expect(roughDays('P12M')).toBeCloseTo(roughDays('P1Y'));
    expect(roughMilliseconds('P1D')).toBe(24 * HOUR);
  });
});
