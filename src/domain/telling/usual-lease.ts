import type { Lease } from '../lease/lease.ts';
import { roughMilliseconds, sayLength } from '../lease/length.ts';
import type { Request } from '../request/request.ts';
import { DAY, HOUR, type Length } from '../time.ts';

/** How long something is had as a rule. */
export type UsualLease = Exclude<Lease, { readonly kind: 'between' }>;

/** Of fewer nobody could say what is usual. */
const ENOUGH = 3;

/** The one in the middle of what was given before, by length; emergencies are as short as they may be, and show nothing. */
export function usualLease(before: readonly Request[]): UsualLease | undefined {
  const leases = before
    .filter(({ kind, flow }) => kind !== 'extend' && flow.approval !== 'emergency')
    .map(leaseGiven)
    .toSorted((a, b) => weight(a) - weight(b));
  return leases.length < ENOUGH ? undefined : leases[Math.floor((leases.length - 1) / 2)];
}

/** "usually 2 hours" */
export function sayUsual(usual: UsualLease): string {
  return `usually ${usual.kind === 'indefinite' ? 'without an end' : sayLength(usual.length)}`;
}

function leaseGiven({ lease, decidedAt, createdAt }: Request): UsualLease {
  const given = lease.granted ?? lease.asked;
  if (given.kind !== 'between') return given;
  return { kind: 'for', length: roundly(given.endAt - (given.startAt ?? decidedAt ?? createdAt)) };
}

/** A date was chosen, and not a length: a whole number of days, or of hours, comes close enough. */
function roundly(ms: number): Length {
  return ms < 2 * DAY ? `PT${Math.max(1, Math.round(ms / HOUR))}H` : `P${Math.round(ms / DAY)}D`;
}

function weight(usual: UsualLease): number {
  return usual.kind === 'indefinite' ? Number.MAX_VALUE : roughMilliseconds(usual.length);
}
