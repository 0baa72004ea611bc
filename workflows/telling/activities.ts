import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { NotificationActivities } from '../../activities/notification.activities.ts';
import { siblingQueue } from '../../src/temporal/task-queues.ts';

/** Slack may be away for hours; what is to be told then is told afterwards. */
const FOR_EVER = { initialInterval: '1s', backoffCoefficient: 2, maximumInterval: '1m' } as const;

export function notificationActivities(): NotificationActivities {
  const taskQueue = siblingQueue(workflowInfo().taskQueue, 'notifications');
  const { tell } = proxyActivities<NotificationActivities>({
    ...{ taskQueue, startToCloseTimeout: '10m', heartbeatTimeout: '15s', retry: FOR_EVER },
  });
  const { followRecord } = proxyActivities<NotificationActivities>({
    ...{
      taskQueue,
      startToCloseTimeout: '2h',
      heartbeatTimeout: '10s',
      retry: { ...FOR_EVER, maximumInterval: '10s' },
    },
  });
  return { tell, followRecord };
}
