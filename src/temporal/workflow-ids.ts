import type { RequestId } from '../domain/ids.ts';

/** One workflow per request: the id is the ticket, so a second start of the same one is refused by Temporal itself. */
export function requestWorkflowId(id: RequestId): string {
  return `request:${id}`;
}

export const AUDIT_ANCHOR_SCHEDULE = 'audit-anchor';
