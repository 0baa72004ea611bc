import { whoCanActNow } from './remind.ts';
import type { Request, RequestState } from './request.ts';

export const STATE_WORDS: { readonly [State in RequestState]: string } = {
  pending_approval: 'Waiting',
  approved: 'Approved',
  scheduled: 'Scheduled',
  provisioning: 'Being given',
  active: 'Active',
  ending: 'Ending',
  ended: 'Ended',
  rejected: 'Rejected',
  cancelled: 'Cancelled',
  lapsed: 'Lapsed',
  failed: 'Failed',
};

/** Louder than any state. */
export const STILL_HAS_ACCESS = 'STILL HAS ACCESS';

/** Taking it away failed, and is tried again: what should be gone may be there. */
export function stillHasAccess({ changes }: Pick<Request, 'changes'>): boolean {
  return changes.some(({ state, failure }) => state === 'taking' && failure !== undefined);
}

/** Whom it waits for, by first name: `Ada, Lin and 2 more`. */
export function sayWaitingFor(request: Request): string {
  const names = whoCanActNow(request).map((id) => (request.names[id] ?? id).split(' ')[0] ?? id);
  return names.length > 2 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : names.join(', ');
}
