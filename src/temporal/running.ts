import type { Client } from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import type { RequestId } from '../domain/ids.ts';
import type { Address, RequestGateway } from '../ports/request-gateway.ts';
import { handleOf } from './tell-workflows.ts';
import { requestIn } from './workflow-ids.ts';

const PAGE = 1000;

/** Whether a request has a workflow: of one as it is, and of all of them as Temporal's list says, which is a moment behind. */
export function createRunning(client: Client, taskQueue: string): Pick<RequestGateway, 'isRunning' | 'listRunning'> {
  return {
    isRunning: (at) => isRunning(client, at),

    async listRunning() {
      const ours = `WorkflowType = 'accessRequestWorkflow' AND TaskQueue = '${taskQueue}'`;
      const running = new Set<RequestId>();
      const listed = client.workflow.list({ query: `${ours} AND ExecutionStatus = 'Running'`, pageSize: PAGE });
      for await (const { workflowId } of listed) running.add(requestIn(workflowId));
      return running;
    },
  };
}

export async function isRunning(client: Client, at: Address): Promise<boolean> {
  try {
    return (await handleOf(client, at).describe()).status.name === 'RUNNING';
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
