import type { z } from 'zod';
import type { leaseSchema } from '../../http/schemas/requests.ts';
import { sayLength } from '../../time/lengths.ts';
import { moment } from './moments.ts';
import type { View } from './view.ts';

export type Lease = z.output<typeof leaseSchema>;

/** How it goes on after "asks for aws/deploy": `for 8 hours`, `until Fri 28 Nov, 18:00 CET`. */
export function leaseInWords(lease: Lease, view: View): string {
  const start = lease.startAt === undefined ? undefined : moment(lease.startAt, view);
  switch (lease.kind) {
    case 'indefinite':
      return `${start === undefined ? '' : `from ${start} `}without an end`;
    case 'for':
      return `for ${sayLength(lease.length)}${start === undefined ? '' : ` from ${start}`}`;
    case 'between':
      return `${start === undefined ? '' : `from ${start} `}until ${moment(lease.endAt, view)}`;
  }
}
