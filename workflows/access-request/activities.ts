import { proxyActivities, proxyLocalActivities, workflowInfo } from '@temporalio/workflow';
import type { LeaseActivities, LeaseActivitiesAtHand } from '../../activities/lease.activities.ts';
import type { Handed, RequestActivities, Tried } from '../../activities/request.activities.ts';
import { siblingQueue } from '../../src/temporal/task-queues.ts';

/** Nothing here is ever given up: what must be recorded or taken away is tried until it is. */
const FOR_EVER = { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '1m' } as const;

/** Local: it runs before the workflow task is durable, which is right for what the start itself already holds. */
export const { openRequest } = proxyLocalActivities<RequestActivities>({ startToCloseTimeout: '10s', retry: FOR_EVER });

/** On the workflow's own queue, so that the worker that asks for it does it at once. */
export const { recordRequest, lookUpDeciders } = proxyActivities<RequestActivities>({
  startToCloseTimeout: '10s',
  retry: FOR_EVER,
});

const WITH_APPS = { startToCloseTimeout: '5m', heartbeatTimeout: '10s', retry: FOR_EVER } as const;

/** On the workflow's own queue as well, as long as the app does not keep it busy. */
const atHand = proxyActivities<LeaseActivitiesAtHand>(WITH_APPS);

export function leaseActivities(): LeaseActivities {
  const taskQueue = siblingQueue(workflowInfo().taskQueue, 'provisioning');
  return proxyActivities<LeaseActivities>({ ...WITH_APPS, taskQueue });
}

/** At hand first. What did not work there, or found no room, is tried where it is in nobody's way. */
export async function workOnAccess(name: keyof LeaseActivitiesAtHand, handed: Handed, attempt: number): Promise<Tried> {
  if (attempt > 1) return leaseActivities()[name](handed, Date.now(), attempt);
  const tried = await atHand[name](handed, Date.now(), attempt);
  if (tried.isCrowded !== true) return tried;
  return leaseActivities()[name]({ ...handed, news: undefined }, Date.now(), attempt);
}
