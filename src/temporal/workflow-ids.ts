import type { PersonId, RequestId } from '../domain/ids.ts';

/**
 * One workflow per request: the id is the ticket, so a second start of the same one is refused by Temporal itself. A
 * request whose workflow was lost goes on in another one, `request:REQ-…:r2`.
 */
export function requestWorkflowId(id: RequestId, run = 1): string {
  return run === 1 ? `request:${id}` : `request:${id}:r${run}`;
}

/** One at a time for each person; what comes back can leave again. */
export function offboardingWorkflowId(id: PersonId): string {
  return `offboarding:${id}`;
}

export const AUDIT_ANCHOR_SCHEDULE = 'audit-anchor';
export const WATCHDOG_SCHEDULE = 'watchdog';
