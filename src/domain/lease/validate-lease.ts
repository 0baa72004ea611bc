import { type Problem, type Result, ok, refused } from '../errors.ts';
import { DAY, type Instant, MINUTE } from '../time.ts';
import type { Lease } from './lease.ts';
import { parseLength, sayLengthFault } from './length.ts';

/** A form takes a while to be sent, and clocks differ. */
const START_TOLERANCE = MINUTE;
const FURTHEST = 36_525 * DAY;

type Wrong = Pick<Problem, 'detail' | 'field'>;

/** The lease as it is meant: lengths as ISO, a start of just now as none; or what is wrong with it. */
export function validateLease(
  lease: Lease,
  now: Instant,
  { indefinite = true }: { readonly indefinite?: boolean } = {},
): Result<Lease> {
  const wrong = wrongWith(lease, now, indefinite);
  if (wrong !== undefined) return refused('lease_not_allowed', wrong.detail, { field: wrong.field });
  return ok(asMeant(lease, now));
}

function wrongWith(lease: Lease, now: Instant, indefinite: boolean): Wrong | undefined {
  switch (lease.kind) {
    case 'indefinite':
      return indefinite
        ? wrongStart(lease.startAt, now)
        : { field: 'lease', detail: 'Access without an end is not given here.' };
    case 'for':
      return wrongLength(lease.length) ?? wrongStart(lease.startAt, now);
    case 'between':
      return wrongStart(lease.startAt, now) ?? wrongEnd(lease.endAt, lease.startAt, now);
  }
}

function wrongLength(length: string): Wrong | undefined {
  const parsed = parseLength(length);
  if (parsed.ok) return undefined;
  const sentence = sayLengthFault(parsed.fault, JSON.stringify(length.slice(0, 40)));
  return { field: 'lease.length', detail: `The length ${sentence}.` };
}

function wrongStart(startAt: Instant | undefined, now: Instant): Wrong | undefined {
  if (startAt === undefined) return undefined;
  const field = 'lease.startAt';
  if (isAbsurd(startAt, now)) return { field, detail: 'The start is no moment of the next 100 years.' };
  return startAt < now - START_TOLERANCE ? { field, detail: 'The start has already passed.' } : undefined;
}

function wrongEnd(endAt: Instant, startAt: Instant | undefined, now: Instant): Wrong | undefined {
  const field = 'lease.endAt';
  if (isAbsurd(endAt, now)) return { field, detail: 'The end is no moment of the next 100 years.' };
  if (endAt <= now) return { field, detail: 'The end has already passed.' };
  const isBefore = startAt !== undefined && endAt <= startAt;
  return isBefore ? { field, detail: 'The end must be after the start.' } : undefined;
}

function isAbsurd(at: Instant, now: Instant): boolean {
  return !Number.isSafeInteger(at) || at > now + FURTHEST;
}

function asMeant(lease: Lease, now: Instant): Lease {
  const startAt = lease.startAt !== undefined && lease.startAt > now ? lease.startAt : undefined;
  const timed = { ...lease, startAt };
  if (timed.kind !== 'for') return timed;
  const parsed = parseLength(timed.length);
  return parsed.ok ? { ...timed, length: parsed.length } : timed;
}
