import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import widthOf from 'fast-string-width';
import { leaseIn } from '../../src/cli/input/lease.ts';
import { createLiveLine } from '../../src/cli/live-line.ts';
import { unpainted } from '../../src/cli/output/colour.ts';
import { harmless, harmlessJson } from '../../src/cli/output/harmless.ts';
import { fromNow, moment } from '../../src/cli/output/moments.ts';
import { shortened, table } from '../../src/cli/output/table.ts';
import { textOf } from '../../src/cli/say.ts';
import { readMoment } from '../../src/time/read-moment.ts';
import { NOW } from '../support/builders.ts';
import { aScreen, run } from './cli-stage.ts';

const RUNS = { numRuns: 50 };
const STEERING = /(?!\n)[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/u;
const view = { now: NOW, zone: 'Europe/Berlin', paint: unpainted };

describe('what people wrote, on a terminal', () => {
  it('when it holds what steers a terminal, then that is left out, and letters, accents and emoji stay', () => {
    const kept = ['naïve', 'שלום', 'مرحبا', '日本語', '👩‍💻', '❤️', '🏳️‍🌈', 'a\nb', 'می‌خواهم'];
    expect(kept.map(harmless)).toEqual(kept);
    const gone = [
      '\u001b[2J',
      '\u001b]0;title\u0007',
      '\u001b]8;;http://a\u001b\\',
      '\u009b1m',
      '\u202e\u2066',
      '\u200b\ufeff',
      '\r',
      '\b',
    ];
    expect(gone.map((one) => harmless(`a${one}b`))).toEqual(gone.map(() => 'ab'));
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => !STEERING.test(harmless(text))),
      RUNS,
    );
  });

  it('when it stands in JSON, then it is the same JSON without what steers a terminal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer(), (text, number) => {
        const json = JSON.stringify({ text, number }, null, 1);
        expect(JSON.parse(harmlessJson(json))).toEqual(JSON.parse(json));
        expect(harmlessJson(json)).not.toMatch(STEERING);
      }),
      RUNS,
    );
  });

  it('when it has several lines, then none of them passes for a line of the program', () => {
    expect(textOf(['Why  a\nREQ-1 active'])).toBe('Why  a\n           REQ-1 active\n');
  });
});

describe('tables', () => {
  it('when cells are wide, coloured or of several lines, then columns still stand under each other', () => {
    const cells = ['日本', '👩‍💻 a', '\u001b[32mgreen\u001b[39m', 'two\nlines', ''];
    const lines = table(
      ['a', 'b'],
      cells.map((cell) => [cell, 'end']),
    );
    expect(lines).toHaveLength(6);
    for (const line of lines.slice(1)) expect(widthOf(line)).toBe('two lines  end'.length);
    expect(lines[0]).toBe('A          B');
  });

  it('when a cell is too long, then it is cut between letters, and no line has a tail of blanks', () => {
    expect(shortened('abcdef', 4)).toBe('abc…');
    expect(shortened('👩‍💻👩‍💻👩‍💻', 4)).toBe('👩‍💻…');
    const [, line] = table(['a', 'b'], [['x'.repeat(500), '']]);
    expect(line).toBe(`${'x'.repeat(59)}…`);
  });
});

describe('colours', () => {
  const COLOURED = '\u001b[1m\u001b[31m✕\u001b[39m\u001b[22m';
  const shown = async (isTTY: boolean, isPlain: boolean, ...more: string[]) => {
    const screen = aScreen(isTTY);
    const environment = { url: undefined, token: undefined, configFolder: '/nowhere', isPlain };
    await run(['list', ...more], { stderr: screen.stream, environment });
    return screen.written();
  };

  it('when nobody looks, NO_COLOR is set or they are not wanted, then there are none, and the words are the same', async () => {
    expect(await shown(true, false)).toContain(COLOURED);
    const plain = await shown(false, false);
    expect(plain).toMatch(/^✕ No server is known/);
    expect(await shown(true, true)).toBe(plain);
    expect(await shown(true, false, '--no-color')).toBe(plain);
    expect(stripVTControlCharacters(await shown(true, false))).toBe(plain);
  });
});

describe('the live line', () => {
  it('when a terminal looks, then one line is written over; elsewhere each thing is said once', () => {
    const [seen, unseen] = [aScreen(true), aScreen(false)];
    for (const screen of [seen, unseen]) {
      const live = createLiveLine(screen.stream);
      live.show('waits', '(now)');
      live.show('waits', '(1 m ago)');
      live.show(`is given ${'x'.repeat(200)}`);
      live.clear();
    }
    expect(unseen.written()).toBe(`waits\nis given ${'x'.repeat(200)}\n`);
    expect(seen.written()).toContain('\r\u001b[2Kwaits (1 m ago)\r\u001b[2Kis given ');
    expect(seen.written().endsWith('…\r\u001b[2K')).toBe(true);
    expect(seen.written()).not.toContain('\n');
  });
});

describe('moments', () => {
  const read = (text: string) => {
    const at = readMoment(text, view);
    return at === undefined ? undefined : new Date(at).toISOString();
  };

  it('when one is typed, then it is of the clocks here, the next time they show it, or has an offset of its own', () => {
    expect(read('2026-03-01 18:00')).toBe('2026-03-01T17:00:00.000Z');
    expect(read('2026-07-01T18:00')).toBe('2026-07-01T16:00:00.000Z');
    expect([read('14:30'), read('9:00')]).toEqual(['2026-01-05T13:30:00.000Z', '2026-01-06T08:00:00.000Z']);
    expect(read('2026-03-01T18:00+05:30')).toBe('2026-03-01T12:30:00.000Z');
    for (const wrong of ['2026-02-30 10:00', '2026-03-01', 'soon', '25:00', '', '10', '2026-03-01 18:00 CET'])
      expect([wrong, read(wrong)]).toEqual([wrong, undefined]);
  });

  it('when one is told, then it has its day, its zone and how far it is, and the year where it is another', () => {
    expect(moment('2026-01-09T17:00:00Z', view)).toBe('Fri 9 Jan, 18:00 CET');
    expect(moment('2027-01-09T17:00:00Z', view)).toBe('Sat 9 Jan 2027, 18:00 CET');
    const from = (ms: number) => fromNow(new Date(NOW + ms).toISOString(), view);
    expect([from(11_520_000), from(-172_800_000), from(1000)]).toEqual(['in 3 h 12 m', '2 d ago', 'now']);
    expect([from(9 * 86_400_000 + 3_600_000), from(25 * 3_600_000)]).toEqual(['in 9 d', 'in 1 d 1 h']);
  });
});

describe('a lease, as it is typed', () => {
  const nothing = { for: undefined, until: undefined, from: undefined, indefinite: false };
  const leaseOf = (given: Partial<Parameters<typeof leaseIn>[0]>) => {
    const read = leaseIn({ ...nothing, ...given }, view);
    return read.ok ? read.value : read.failure.exit;
  };

  it('when it says one end, then it is what the API takes; when it says two or none, then that is said', () => {
    expect(leaseOf({})).toBeUndefined();
    expect(leaseOf({ for: '1 day 12 hours' })).toEqual({ kind: 'for', length: 'P1DT12H' });
    expect(leaseOf({ for: '8h', from: '2026-03-01 08:00' })).toMatchObject({ startAt: '2026-03-01T07:00:00.000Z' });
    expect(leaseOf({ until: '18:00' })).toEqual({ kind: 'between', endAt: '2026-01-05T17:00:00.000Z' });
    expect(leaseOf({ indefinite: true })).toEqual({ kind: 'indefinite' });
    const later = { from: '2026-03-01 08:00', indefinite: true };
    expect(leaseOf(later)).toEqual({ kind: 'indefinite', startAt: '2026-03-01T07:00:00.000Z' });
    for (const given of [
      { for: '8h', until: '18:00' },
      { from: '18:00' },
      { for: '-8h' },
      { for: '' },
      { until: 'soon' },
    ])
      expect([given, leaseOf(given)]).toEqual([given, 2]);
  });
});
