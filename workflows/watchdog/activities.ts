import { proxyActivities } from '@temporalio/workflow';
import type { WatchdogActivities } from '../../activities/watchdog.activities.ts';

export const { watch } = proxyActivities<WatchdogActivities>({
  startToCloseTimeout: '10m',
  heartbeatTimeout: '30s',
  retry: { maximumAttempts: 3 },
});
