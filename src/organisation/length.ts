import type { Length } from '../domain/time.ts';
import { quoted } from './wording.ts';

export type ReadLength =
  | { readonly ok: true; readonly length: Length }
  | { readonly ok: false; readonly wrong: string };

const ISO = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const FRIENDLY = /^(\d+) ?(m|min|minutes?|h|hours?|d|days?|w|weeks?|mo|months?|y|years?)$/;
const MOST_DAYS = 100 * 365;
const YEAR_MONTH_WEEK_DAY_HOUR_MINUTE_SECOND = [365, 30.4375, 7, 1, 1 / 24, 1 / 1440, 1 / 86_400];

/** `8h`, `30d`, `2 weeks` and ISO 8601 alike, as ISO 8601. Months and years stay what they are: the calendar decides. */
export function readLength(text: string): ReadLength {
  if (/^P?-/.test(text)) return { ok: false, wrong: `must not be negative, as ${quoted(text)} is` };
  const length = fromFriendly(text) ?? text.toUpperCase();
  if (!ISO.test(length) || /[PT]$/.test(length)) return { ok: false, wrong: notALength(text) };
  const days = roughDays(length);
  if (days === 0) return { ok: false, wrong: 'must be longer than nothing' };
  if (days > MOST_DAYS) return { ok: false, wrong: `is longer than 100 years: ${quoted(text)}` };
  return { ok: true, length };
}

/** Only for comparing lengths of very different size: a month counts as 30.4 days. */
export function roughDays(length: Length): number {
  const parts = ISO.exec(length)?.slice(1) ?? [];
  return parts.reduce((sum, part, i) => sum + Number(part ?? 0) * (YEAR_MONTH_WEEK_DAY_HOUR_MINUTE_SECOND[i] ?? 0), 0);
}

function fromFriendly(text: string): Length | undefined {
  const [, count, unit = ''] = FRIENDLY.exec(text) ?? [];
  if (count === undefined) return undefined;
  const plain = count.replace(/^0+(?=\d)/, '');
  if (unit.startsWith('mo')) return `P${plain}M`;
  const letter = unit.charAt(0).toUpperCase();
  return letter === 'M' || letter === 'H' ? `PT${plain}${letter}` : `P${plain}${letter}`;
}

export function notALength(text: unknown): string {
  return `must be a length such as 90m, 8h, 30d, 2w, 6mo or PT8H, not ${quoted(text)}`;
}
