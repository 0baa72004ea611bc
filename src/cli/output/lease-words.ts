import type { z } from 'zod';
import type { leaseSchema } from '../../http/schemas/requests.ts';
import { moment } from './moments.ts';
import type { View } from './view.ts';

export type Lease = z.output<typeof leaseSchema>;

const ISO = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const WORDS = ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'];

/** `PT8H` is `8 hours`; what people wrote in words stays. */
export function lengthInWords(length: string): string {
  const found = ISO.exec(length);
  if (found === null) return length;
  const counts = found.slice(1).map((count: string | undefined) => Number(count ?? 0));
  const words = counts.map((count, at) => (count === 0 ? '' : `${count} ${WORDS[at]}${count === 1 ? '' : 's'}`));
  return words.filter((word) => word !== '').join(' ');
}

/** How it goes on after "asks for aws/deploy": `for 8 hours`, `until Fri 28 Nov, 18:00 CET`. */
export function leaseInWords(lease: Lease, view: View): string {
  const start = 'startAt' in lease && lease.startAt !== undefined ? ` from ${moment(lease.startAt, view)}` : '';
  switch (lease.kind) {
    case 'indefinite':
      return 'without an end';
    case 'for':
      return `for ${lengthInWords(lease.length)}${start}`;
    case 'between':
      return `${start === '' ? '' : `${start.trim()} `}until ${moment(lease.endAt, view)}`;
  }
}
