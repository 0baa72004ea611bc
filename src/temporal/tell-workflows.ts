import { type Client, WorkflowIdConflictPolicy } from '@temporalio/client';
import { ok } from '../domain/errors.ts';
import type { Address, RequestGateway } from '../ports/request-gateway.ts';
import {
  directoryChanged,
  givingUnfrozen,
  holdingSettled,
  personOffboarded,
} from '../../workflows/access-request/messages.ts';
import { refusalOf } from './failures.ts';
import { offboardingWorkflowId, requestWorkflowId } from './workflow-ids.ts';

type Telling = Pick<
  RequestGateway,
  'nudge' | 'directoryChanged' | 'holdingSettled' | 'personOffboarded' | 'startOffboarding'
>;

/** What nobody waits for an answer to: durable as soon as Temporal has it. */
export function createTelling(client: Client, taskQueue: string): Telling {
  const toAll = async (to: readonly Address[], say: (handle: Handle) => Promise<void>) => {
    await Promise.all(to.map((address) => tell(() => say(handleOf(client, address)))));
  };
  return {
    nudge: (to) => toAll(to, (handle) => handle.signal(givingUnfrozen)),
    directoryChanged: (to) => toAll(to, (handle) => handle.signal(directoryChanged)),
    holdingSettled: (to, holdingId) => toAll(to, (handle) => handle.signal(holdingSettled, holdingId)),
    personOffboarded: (to, personId) => toAll(to, (handle) => handle.signal(personOffboarded, personId)),

    async startOffboarding(personId) {
      const workflowIdConflictPolicy = WorkflowIdConflictPolicy.USE_EXISTING;
      const options = { workflowId: offboardingWorkflowId(personId), workflowIdConflictPolicy, taskQueue };
      try {
        await client.workflow.start('offboardingWorkflow', { ...options, args: [personId] });
        return ok(true);
      } catch (error) {
        return refusalOf(error);
      }
    },
  };
}

export type Handle = ReturnType<typeof handleOf>;

export function handleOf(client: Client, { id, run, within }: Address) {
  return client.workflow.getHandle(requestWorkflowId(within ?? id, run));
}

/** A request that is over by now need not be told. */
async function tell(call: () => Promise<void>): Promise<void> {
  try {
    await call();
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal.ok && refusal.problem.code !== 'not_found' && refusal.problem.code !== 'wrong_state') throw error;
  }
}
