import type { Instant } from '../time.ts';
import type { Lease } from './lease.ts';
import { sayLength } from './length.ts';

/** How it goes on after "asks for Deploy": `for 8 hours`. Each surface says a moment in its own way. */
export function sayLease(lease: Lease, moment: (at: Instant) => string): string {
  switch (lease.kind) {
    case 'indefinite':
      return 'without an end';
    case 'for':
      return `for ${sayLength(lease.length)}`;
    case 'between':
      return `until ${moment(lease.endAt)}`;
    default:
      return lease satisfies never;
  }
}
