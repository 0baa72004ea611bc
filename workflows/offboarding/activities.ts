import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { OffboardingActivities } from '../../activities/offboarding.activities.ts';
import { siblingQueue } from '../../src/temporal/task-queues.ts';

const FOR_EVER = { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '10m' } as const;

export const { tellRequestsOf, handOverTasksOf } = proxyActivities<OffboardingActivities>({
  startToCloseTimeout: '5m',
  heartbeatTimeout: '10s',
  retry: FOR_EVER,
});

export function appActivities(): Pick<OffboardingActivities, 'suspendAccountsOf'> {
  return proxyActivities<OffboardingActivities>({
    taskQueue: siblingQueue(workflowInfo().taskQueue, 'provisioning'),
    startToCloseTimeout: '10m',
    heartbeatTimeout: '10s',
    retry: FOR_EVER,
  });
}
