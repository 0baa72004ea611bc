import { proxyActivities } from '@temporalio/workflow';
import type { RecordActivities } from '../../activities/record.activities.ts';

export const { signAuditHead } = proxyActivities<RecordActivities>({ startToCloseTimeout: '30s' });
