import { ok, type Result, refused } from '../../domain/errors.ts';
import type { Lease } from '../../domain/lease/lease.ts';
import { type Instant, SECOND } from '../../domain/time.ts';
import { saidIn, type Typed } from './typed.ts';

/** What the fields of `leaseFields` say; undefined where all of them are left as they were. */
export function chosenLease(typed: Typed): Result<Lease | undefined> {
  const [startAt, endAt] = [momentIn(typed, 'from'), momentIn(typed, 'until')];
  if (endAt !== undefined) return ok({ kind: 'between', startAt, endAt });
  const length = saidIn(typed, 'length');
  if (length === 'none') return ok({ kind: 'indefinite' });
  if (length !== undefined && length !== 'as_is') return ok({ kind: 'for', length, startAt });
  return startAt === undefined
    ? ok(undefined)
    : refused('malformed', 'Say how long as well: choose a length or an end.', { field: 'length' });
}

function momentIn(typed: Typed, field: string): Instant | undefined {
  const text = saidIn(typed, field);
  return text === undefined ? undefined : Number(text) * SECOND;
}

const FIELDS: { readonly [field: string]: string } = {
  ...{ lease: 'length', 'lease.length': 'length', 'lease.startAt': 'from', 'lease.endAt': 'until' },
};

/** Where in a form it stands what a problem is about. */
export function leaseField(field: string | undefined): string | undefined {
  return field === undefined ? undefined : (FIELDS[field] ?? field);
}
