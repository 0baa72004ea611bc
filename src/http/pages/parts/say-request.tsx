import type { FC } from 'hono/jsx';
import type { Lease } from '../../../domain/lease/lease.ts';
import { sayLength } from '../../../domain/lease/length.ts';
import type { Request } from '../../../domain/request/request.ts';
import { absolute } from './moment.tsx';

/** "Maya asks for Deploy on Production AWS for 8 hours". */
export const Sentence: FC<{ request: Request; zone: string }> = ({ request, zone }) => {
  const named = (id: string) => request.names[id] ?? id;
  const { requesterId, beneficiaryId, changes, lease, kind } = request;
  const isGrant = kind === 'direct_grant';
  return (
    <>
      {named(requesterId)} {isGrant ? 'grants ' : 'asks '}
      {changes.map((change, at) => (
        <>
          {at === 0 ? '' : ', '}
          {isGrant ? '' : `${VERBS[kind === 'extend' ? 'extend' : change.op]} `}
          <b>{named(change.entitlementId)}</b>
          {change.level === undefined ? '' : ` (${change.level})`}
        </>
      ))}{' '}
      on <b>{named(request.appId)}</b>
      {isGrant
        ? ` to ${named(beneficiaryId)} `
        : beneficiaryId === requesterId
          ? ' '
          : `, for ${named(beneficiaryId)}, `}
      {sayLease(lease.granted ?? lease.asked, zone)}
    </>
  );
};

const VERBS = { add: 'for', remove: 'to remove', modify: 'to change', extend: 'to keep' } as const;

export function sayLease(lease: Lease, zone: string): string {
  switch (lease.kind) {
    case 'indefinite':
      return 'without an end';
    case 'for':
      return `for ${sayLength(lease.length)}`;
    case 'between':
      return `until ${absolute(lease.endAt, zone)}`;
    default:
      return lease satisfies never;
  }
}
