import { TASK_QUEUES } from './task-queues.ts';
import type { PersonId, RequestId } from '../domain/ids.ts';

/**
 * One workflow per request: the id is the ticket, so a second start of the same one is refused by Temporal itself. A
 * request whose workflow was lost goes on in another one, `request:REQ-…:r2`.
 */
export function requestWorkflowId(id: RequestId, run = 1): string {
  return run === 1 ? `request:${id}` : `request:${id}:r${run}`;
}

/** Of whichever run. */
export function requestIn(workflowId: string): RequestId {
  return workflowId.split(':')[1] as RequestId;
}

/** One at a time for each person; what comes back can leave again. */
export function offboardingWorkflowId(id: PersonId): string {
  return `offboarding:${id}`;
}

export const AUDIT_ANCHOR_SCHEDULE = 'audit-anchor';
export const WATCHDOG_SCHEDULE = 'watchdog';

/** One at a time for each request and each task. */
export function tellWorkflowId(subject: string): string {
  return `tell:${subject}`;
}

/** One of it where people are told anything; installations that share a namespace are told apart by their queue. */
export function tellingWorkflowId(taskQueue: string): string {
  return taskQueue === TASK_QUEUES.requests ? 'telling' : `telling:${taskQueue}`;
}
