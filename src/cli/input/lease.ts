import { parseLength, sayLengthFault } from '../../time/lengths.ts';
import { readMoment } from '../../time/read-moment.ts';
import { flag, text } from '../command.ts';
import type { Lease } from '../output/lease-words.ts';
import type { View } from '../output/view.ts';
import { misused, ok, type Result } from '../result.ts';

export const LEASE_OPTIONS = {
  for: text('LENGTH', 'how long: 8h, 90m, 30d, "1 day 12 hours"'),
  until: text('MOMENT', 'an end instead: "2026-11-28 18:00", 18:00, or an instant with its offset'),
  from: text('MOMENT', 'a start ahead; now unless given'),
  indefinite: flag('without an end'),
};

interface Given {
  readonly for: string | undefined;
  readonly until: string | undefined;
  readonly from: string | undefined;
  readonly indefinite: boolean;
}

/** Nothing where nothing of a lease was said. */
export function leaseIn({ for: length, until, from, indefinite }: Given, view: View): Result<Lease | undefined> {
  const ends = [length !== undefined, until !== undefined, indefinite].filter((isGiven) => isGiven).length;
  if (ends > 1) return misused('One of --for, --until and --indefinite is enough: they say different ends.');
  if (ends === 0)
    return from === undefined
      ? ok(undefined)
      : misused('--from needs to know until when: --for, --until or --indefinite.');
  const startAt = momentIn('--from', from, view);
  const endAt = momentIn('--until', until, view);
  if (!startAt.ok) return startAt;
  if (!endAt.ok) return endAt;
  const start = startAt.value === undefined ? {} : { startAt: startAt.value };
  if (indefinite) return ok({ kind: 'indefinite', ...start });
  if (endAt.value !== undefined) return ok({ kind: 'between', ...start, endAt: endAt.value });
  const read = lengthIn('--for', length ?? '');
  return read.ok ? ok({ kind: 'for', length: read.value, ...start }) : read;
}

/** `8h` as the API takes it. */
export function lengthIn(what: string, typed: string): Result<string> {
  const read = parseLength(typed.trim());
  return read.ok ? ok(read.length) : misused(`${what} ${sayLengthFault(read.fault, `"${typed}"`)}.`);
}

export function momentIn(option: string, typed: string | undefined, view: View): Result<string | undefined> {
  if (typed === undefined) return ok(undefined);
  const at = readMoment(typed, view);
  if (at !== undefined) return ok(new Date(at).toISOString());
  return misused(`${option} is a moment like "2026-11-28 18:00", 18:00 or 2026-11-28T18:00Z, not "${typed}".`);
}
