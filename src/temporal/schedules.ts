import { type Client, ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client';
import { TASK_QUEUES } from './task-queues.ts';
import { AUDIT_ANCHOR_SCHEDULE, WATCHDOG_SCHEDULE } from './workflow-ids.ts';

/** Makes sure that what runs by the clock does. Safe to call from every replica at every start. */
export async function ensureSchedules(client: Client): Promise<void> {
  await ensureSchedule(client, AUDIT_ANCHOR_SCHEDULE, 'auditAnchorWorkflow', '1 hour');
  await ensureSchedule(client, WATCHDOG_SCHEDULE, 'watchdogWorkflow', '15 minutes');
}

async function ensureSchedule(
  client: Client,
  scheduleId: string,
  workflowType: string,
  every: '1 hour' | '15 minutes',
): Promise<void> {
  try {
    await client.schedule.create({
      scheduleId,
      spec: { intervals: [{ every }] },
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 day' },
      action: { type: 'startWorkflow', workflowType, taskQueue: TASK_QUEUES.requests, args: [] },
    });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
  }
}
