import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { Teller } from '../ports/teller.ts';
import { changed } from '../../workflows/telling/messages.ts';
import { TASK_QUEUES } from './task-queues.ts';
import { tellingWorkflowId, tellWorkflowId } from './workflow-ids.ts';

const AT_ONCE = 20;

export function createTeller(client: Client, taskQueue: string = TASK_QUEUES.requests): Teller {
  const tellOne = (subject: string) =>
    client.workflow.signalWithStart('tellWorkflow', {
      ...{ workflowId: tellWorkflowId(subject), taskQueue, args: [subject] },
      ...{ signal: changed, staticSummary: `Tells whom it concerns about ${subject}` },
    });
  return {
    async tell(subjects) {
      for (let at = 0; at < subjects.length; at += AT_ONCE)
        await Promise.all(subjects.slice(at, at + AT_ONCE).map(tellOne));
    },
  };
}

/** Makes sure that the record is followed; false where it is. Safe to call from every replica, as often as one likes. */
export async function ensureTelling(client: Client, taskQueue: string = TASK_QUEUES.requests): Promise<boolean> {
  try {
    await client.workflow.start('tellingWorkflow', {
      ...{ workflowId: tellingWorkflowId(taskQueue), taskQueue, args: [] },
      staticSummary: 'Follows the record, so that people are told',
    });
    return true;
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return false;
    throw error;
  }
}

/** Throws where nobody follows the record. */
export async function askTelling(client: Client, taskQueue: string = TASK_QUEUES.requests): Promise<void> {
  const { status } = await client.workflow.getHandle(tellingWorkflowId(taskQueue)).describe();
  if (status.name !== 'RUNNING') throw new Error(`the record is not followed: ${status.name}`);
}
