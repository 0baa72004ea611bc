import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';

// The server stops skipping after this many timers; its own default (200) is less than a year of daily reminders.
const MOST_SKIPS = 10_000;

// temporal.api.enums.v1.FastForwardPollingResult; the server gives the second of them every 20 s.
const REACHED = 2;
const STILL_ON_ITS_WAY = 1;

/** Over before its time could be moved: it ended by itself. */
const isOver = (error: unknown) => /already completed/.test(String(error));

/**
 * Moves one workflow's time on by `ms`, firing its timers in order: `reached` when it is there, `ended` when the workflow
 * closed on the way. Activities see the real clock. Always a bounded length: without one the server runs to the next time-out.
 */
export async function advance(client: Client, workflowId: string, ms: number): Promise<'reached' | 'ended'> {
  const execution = { namespace: client.options.namespace, workflowExecution: { workflowId } };
  const fastForwardId = randomUUID();
  try {
    await moveOn(client, workflowId, ms, fastForwardId);
  } catch (error) {
    if (isOver(error)) return 'ended';
    throw error;
  }
  for (;;) {
    const answer = await client.workflowService.pollWorkflowExecutionTimeSkipping({ ...execution, fastForwardId });
    if (answer.fastForwardPollingResult === REACHED) return 'reached';
    if (answer.fastForwardPollingResult === STILL_ON_ITS_WAY) continue;
    const { status } = await client.workflow.getHandle(workflowId).describe();
    if (status.name !== 'RUNNING') return 'ended';
    throw new Error(`time of ${workflowId} was not moved on: ${answer.failedReason}`);
  }
}

async function moveOn(client: Client, workflowId: string, ms: number, id: string): Promise<void> {
  await client.workflowService.updateWorkflowExecutionOptions({
    ...{ namespace: client.options.namespace, workflowExecution: { workflowId } },
    updateMask: { paths: ['time_skipping_config'] },
    workflowExecutionOptions: {
      timeSkippingConfig: {
        enabled: true,
        maxSessionSkipCount: MOST_SKIPS,
        fastForwardConfig: { id, duration: msToTs(ms) },
      },
    },
  });
}
