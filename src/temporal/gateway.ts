import {
  type Client,
  WithStartWorkflowOperation,
  WorkflowIdConflictPolicy,
  WorkflowIdReusePolicy,
} from '@temporalio/client';
import { ok, type Result } from '../domain/errors.ts';
import type { Answer, RequestMessages, RequestStart } from '../domain/request/messages.ts';
import type { Address, Delivery, RequestGateway } from '../ports/request-gateway.ts';
import { messages, personOffboarded, submit } from '../../workflows/access-request/messages.ts';
import { noAnswerInTime, refusalOf } from './failures.ts';
import { searchAttributesOf, summaryOf } from './request-visibility.ts';
import { TASK_QUEUES } from './task-queues.ts';
import { requestWorkflowId } from './workflow-ids.ts';

interface Options {
  readonly client: Client;
  readonly taskQueue?: string;
  /** How long a person waits for a true answer before the message is left as a signal. */
  readonly patienceMs?: number;
}

export function createRequestGateway(options: Options): RequestGateway {
  const { client, taskQueue = TASK_QUEUES.requests, patienceMs = 2000 } = options;
  const inTime = <T>(call: () => Promise<T>) => client.withDeadline(Date.now() + patienceMs, call);

  return {
    async submit(start) {
      const operation = startOperation(start, taskQueue);
      try {
        const answer = await inTime(() => submitted(client, operation, start));
        return ok({ delivered: 'applied', answer });
      } catch (error) {
        if (!noAnswerInTime(error)) return refusalOf(error);
        return leftBehind(async () => void (await handleOf(client, start.request).describe()));
      }
    },

    async send(to, name, message) {
      const handle = handleOf(client, to);
      const { update, signal } = messages[name] as (typeof messages)['decide'];
      const args: [RequestMessages['decide']] = [message as RequestMessages['decide']];
      try {
        const answer = await inTime(() => handle.executeUpdate(update, { args, updateId: message.clickId }));
        return ok({ delivered: 'applied', answer });
      } catch (error) {
        if (!noAnswerInTime(error)) return refusalOf(error);
        return leftBehind(() => handle.signal(signal, ...args));
      }
    },

    async personOffboarded(to, personId) {
      await Promise.all(to.map((address) => tell(() => handleOf(client, address).signal(personOffboarded, personId))));
    },
  };
}

function startOperation(start: RequestStart, taskQueue: string) {
  return new WithStartWorkflowOperation('accessRequestWorkflow', {
    workflowId: requestWorkflowId(start.request.id, start.request.run),
    workflowIdReusePolicy: WorkflowIdReusePolicy.REJECT_DUPLICATE,
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    taskQueue,
    args: [start],
    staticSummary: summaryOf(start.request),
    typedSearchAttributes: searchAttributesOf(start.request),
  });
}

function submitted(client: Client, operation: ReturnType<typeof startOperation>, start: RequestStart): Promise<Answer> {
  return client.workflow.executeUpdateWithStart(submit, {
    startWorkflowOperation: operation,
    args: [start.submitted],
    updateId: `submit:${start.submitted.bodyHash}`,
  });
}

function handleOf(client: Client, { id, run }: Address) {
  return client.workflow.getHandle(requestWorkflowId(id, run));
}

/** No worker answered: what was asked is kept if this goes through, and nobody knows if it doesn't. */
async function leftBehind(keep: () => Promise<void>): Promise<Result<Delivery>> {
  try {
    await keep();
    return ok({ delivered: 'recorded' });
  } catch (error) {
    return refusalOf(error);
  }
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
