import { DAY, type Length } from '../time.ts';

export type LengthFault = 'not_a_length' | 'negative' | 'nothing' | 'too_long';

export type ParsedLength =
  | { readonly ok: true; readonly length: Length }
  | { readonly ok: false; readonly fault: LengthFault };

const UNITS = [
  { letter: 'Y', word: 'year', days: 365.25 },
  { letter: 'M', word: 'month', days: 365.25 / 12 },
  { letter: 'W', word: 'week', days: 7 },
  { letter: 'D', word: 'day', days: 1 },
  { letter: 'H', word: 'hour', days: 1 / 24 },
  { letter: 'M', word: 'minute', days: 1 / 1440 },
  { letter: 'S', word: 'second', days: 1 / 86_400 },
] as const;
/** Units from here on stand behind the `T`. */
const HOURS = 4;

const ISO = /^P(?=\d|T)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const FRIENDLY_UNITS = 'y|years?,mo|months?,w|weeks?,d|days?,h|hours?,m|min|minutes?,s|sec|seconds?'.split(',');
const FRIENDLY = new RegExp(`^(?=\\d)${FRIENDLY_UNITS.map((unit) => `(?: ?(\\d+) ?(?:${unit}))?`).join('')}$`);
const MOST_DAYS = 100 * 365.25;

/**
 * `8h`, `30d`, `2 weeks`, `1 day 12 hours` and ISO 8601 alike, as ISO 8601 without zeros. Units stay what they are:
 * the calendar decides how long a month or a day is. Everything that reads a length reads it here.
 */
export function parseLength(text: string): ParsedLength {
  if (/^P?-/i.test(text)) return { ok: false, fault: 'negative' };
  const counts = countsOf(text);
  if (counts === undefined) return { ok: false, fault: 'not_a_length' };
  const days = daysOf(counts);
  if (days === 0) return { ok: false, fault: 'nothing' };
  return days > MOST_DAYS ? { ok: false, fault: 'too_long' } : { ok: true, length: isoOf(counts) };
}

/** The rest of a sentence that begins with what the length is for; `shown` is the text as it was written. */
export function sayLengthFault(fault: LengthFault, shown: string): string {
  switch (fault) {
    case 'not_a_length':
      return `must be a length such as 90m, 8h, 30d, 2w, 6mo or PT8H, not ${shown}`;
    case 'negative':
      return `must not be negative, as ${shown} is`;
    case 'nothing':
      return 'must be longer than nothing';
    case 'too_long':
      return `is longer than 100 years: ${shown}`;
  }
}

/** As people say it: `8 hours`, `1 day 12 hours`. */
export function sayLength(length: Length): string {
  const counts = countsOf(length) ?? [];
  const words = counts.map((count, i) => (count === 0 ? '' : `${count} ${UNITS[i]?.word}${count === 1 ? '' : 's'}`));
  return words.filter((word) => word !== '').join(' ');
}

/** Only for comparing lengths of very different size: a month counts as 30.4 days. */
export function roughDays(length: Length): number {
  return daysOf(countsOf(length) ?? []);
}

/** For clocks that need no calendar, such as reminders: a day is 24 hours. */
export function roughMilliseconds(length: Length): number {
  return Math.round(roughDays(length) * DAY);
}

function countsOf(text: string): readonly number[] | undefined {
  const found = ISO.exec(text.toUpperCase()) ?? FRIENDLY.exec(text);
  return found?.slice(1).map((count: string | undefined) => Number(count ?? 0));
}

function daysOf(counts: readonly number[]): number {
  return counts.reduce((sum, count, i) => sum + count * (UNITS[i]?.days ?? 0), 0);
}

function isoOf(counts: readonly number[]): Length {
  const parts = counts.map((count, i) => (count === 0 ? '' : `${count}${UNITS[i]?.letter}`));
  const [date, time] = [parts.slice(0, HOURS).join(''), parts.slice(HOURS).join('')];
  return time === '' ? `P${date}` : `P${date}T${time}`;
}
