import { ok, type Result, refused } from '../../domain/errors.ts';
import type { Lease } from '../../domain/lease/lease.ts';
import { parseLength, sayLengthFault } from '../../domain/lease/length.ts';
import type { Instant } from '../../domain/time.ts';
import { instantOf } from '../../time/local.ts';
import type { Typed } from '../auth/typed.ts';

/**
 * What the fields of `LeaseFields` say; undefined where all of them are left as they were. `endless`: that is what it means
 * to choose a start and nothing else.
 */
export function typedLease(typed: Typed, zone: string, endless?: 'endless'): Result<Lease | undefined> {
  const [from, until] = [typedMoment(typed, 'from', zone), typedMoment(typed, 'until', zone)];
  if (!from.ok) return from;
  if (!until.ok) return until;
  const startAt = from.value;
  if (until.value !== undefined) return ok({ kind: 'between', startAt, endAt: until.value });
  const length = (typed['length'] ?? '').trim();
  if (length === '' && startAt === undefined) return ok(undefined);
  if (length === '')
    return endless === undefined
      ? refused('malformed', 'Say how long as well: choose a length or an end.', { field: 'length' })
      : ok({ kind: 'indefinite', startAt });
  const parsed = parseLength(length);
  if (parsed.ok) return ok({ kind: 'for', length: parsed.length, startAt });
  return refused('malformed', `A length ${sayLengthFault(parsed.fault, length)}.`, { field: 'length' });
}

/** Undefined where nothing was typed. */
export function typedMoment(typed: Typed, field: string, zone: string): Result<Instant | undefined> {
  const text = (typed[field] ?? '').trim();
  if (text === '') return ok(undefined);
  const at = instantOf(text, zone);
  return at === undefined ? refused('malformed', 'This is no date with a time.', { field }) : ok(at);
}
