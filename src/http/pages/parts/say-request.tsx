import type { FC } from 'hono/jsx';
import type { Lease } from '../../../domain/lease/lease.ts';
import { sayLease as say } from '../../../domain/lease/say-lease.ts';
import type { Request } from '../../../domain/request/request.ts';
import { sayReason, sayRequest } from '../../../domain/request/say-request.ts';
import { absolute } from './moment.tsx';

/** "Maya asks for Deploy on Production AWS for 8 hours". */
export const Sentence: FC<{ request: Request; zone: string }> = ({ request, zone }) => (
  <>
    {sayRequest(request).map(({ text, strong }) => (strong ? <b>{text}</b> : text))}{' '}
    {sayLease(request.lease.granted ?? request.lease.asked, zone)}
  </>
);

/** Why, in the words of whoever asked. */
export const SaidReason: FC<{ request: Request }> = ({ request }) => {
  const said = sayReason(request);
  return said === '' ? null : <blockquote dir="auto">{said}</blockquote>;
};

export function sayLease(lease: Lease, zone: string): string {
  return say(lease, (at) => absolute(at, zone));
}
