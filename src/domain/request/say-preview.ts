import type { Lease } from '../lease/lease.ts';
import { sayLength } from '../lease/length.ts';
import { sayLease } from '../lease/say-lease.ts';
import type { Instant } from '../time.ts';

export function sayAsked(notified: number): string {
  if (notified === 0) return 'Nobody has to be asked';
  return notified === 1 ? '1 person will be asked' : `${notified} people will be asked`;
}

/** What nobody asked to be longer is not called cut. */
export function sayCut(
  { asked, capped }: { readonly asked: Lease; readonly capped: Lease },
  moment: (at: Instant) => string,
): string {
  const most = capped.kind === 'for' ? sayLength(capped.length) : sayLease(capped, moment);
  if (asked.kind === 'indefinite') return `Access has an end here: the maximum is ${most}.`;
  return capped.kind === 'for' ? `Over the maximum of ${most}: capped.` : `Over the maximum: cut, ${most}.`;
}

export const OVER_MAXIMUM = 'Longer than the maximum: it is kept, and marked for those who decide.';
