import { proxyActivities, proxyLocalActivities, workflowInfo } from '@temporalio/workflow';
import type { LeaseActivities } from '../../activities/lease.activities.ts';
import type { RequestActivities } from '../../activities/request.activities.ts';
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

export function leaseActivities(): LeaseActivities {
  return proxyActivities<LeaseActivities>({
    taskQueue: siblingQueue(workflowInfo().taskQueue, 'provisioning'),
    startToCloseTimeout: '5m',
    heartbeatTimeout: '10s',
    retry: FOR_EVER,
  });
}
