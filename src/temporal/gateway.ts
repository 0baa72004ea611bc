import {
  type Client,
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowIdConflictPolicy,
} from '@temporalio/client';
import { WorkflowNotFoundError } from '@temporalio/common';
import { isDeepStrictEqual } from 'node:util';
import { ok, type Result, refused } from '../domain/errors.ts';
import { ANOTHER_BODY, type Answer, type RequestMessages, type RequestStart } from '../domain/request/messages.ts';
import type { Request } from '../domain/request/request.ts';
import type { Delivery, RequestGateway } from '../ports/request-gateway.ts';
import {
  messages,
  type Outcome,
  outcomeOfClick,
  outcomeOfSubmit,
  submit,
} from '../../workflows/access-request/messages.ts';
import { isOver, noAnswerInTime, refusalOf } from './failures.ts';
import { createPatience } from './patience.ts';
import { createRunning, isRunning } from './running.ts';
import { startOptionsOf } from './start-options.ts';
import { TASK_QUEUES } from './task-queues.ts';
import { createTelling, type Handle, handleOf } from './tell-workflows.ts';

interface Options {
  readonly client: Client;
  readonly taskQueue?: string;
  /** How long a person waits for a true answer before the message is left as a signal; what suits the moment unless given. */
  readonly patienceMs?: number;
}

export function createRequestGateway(options: Options): RequestGateway {
  const { client, taskQueue = TASK_QUEUES.requests } = options;
  const patience = createPatience(client, () => options.patienceMs);
  const { inTime, answered } = patience;

  return {
    get patienceMs() {
      return patience.ms;
    },

    async start(start) {
      const options = { ...startOptionsOf(start), taskQueue };
      try {
        await inTime(() => client.workflow.start('accessRequestWorkflow', options));
        return ok(true);
      } catch (error) {
        return isOver(error) || noAnswerInTime(error) ? ok(false) : refusalOf(error);
      }
    },

    submit(start) {
      const operation = startOperation(start, taskQueue);
      const handle = handleOf(client, start.request);
      return delivered({
        say: () => answered(() => submitted(client, operation, start)),
        leave: () => inTime(() => hasArrived(handle, start)),
        askOutcome: () => inTime(() => handle.query(outcomeOfSubmit, start.submitted)),
      });
    },

    send(to, name, message) {
      const handle = handleOf(client, to);
      const { update, signal } = messages[name] as (typeof messages)['decide'];
      const about = to.within === undefined ? undefined : to.id;
      const args: [RequestMessages['decide']] = [{ ...(message as RequestMessages['decide']), about }];
      return delivered({
        say: () => answered(() => handle.executeUpdate(update, { args, updateId: `${about ?? ''}${message.clickId}` })),
        leave: () => inTime(() => handle.signal(signal, ...args)),
        askOutcome: () => inTime(() => handle.query(outcomeOfClick, message.clickId, about)),
      });
    },

    restart: (request, extension) => restart(client, request, extension, taskQueue),

    ...createRunning(client, taskQueue),

    ...createTelling(client, taskQueue),
  };
}

function startOperation(start: RequestStart, taskQueue: string) {
  return new WithStartWorkflowOperation('accessRequestWorkflow', {
    ...startOptionsOf(start),
    taskQueue,
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
  });
}

/** In the first run that is free: one that was started before may have been lost before it was recorded. */
async function restart(
  client: Client,
  request: Request,
  extension: Request | undefined,
  taskQueue: string,
): Promise<void> {
  for (let { run } = request; ; run++) {
    const together = extension === undefined ? undefined : startAgain({ ...extension, run });
    const start = { ...startAgain({ ...request, run }), extension: together };
    try {
      await client.workflow.start('accessRequestWorkflow', { ...startOptionsOf(start), taskQueue });
      return;
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
    if (await isRunning(client, start.request)) return;
  }
}

function startAgain(request: Request): RequestStart {
  const submitted = { principal: request.requesterId, bodyHash: request.bodyHash };
  return { request, facts: [], submitted, clicks: clicksOf(request) };
}

/** Words carry the id of the click that said them, so that they are not said again; the rest refuses itself by its state. */
function clicksOf({ thread }: Request): readonly string[] {
  return thread.map(({ id }) => id);
}

function submitted(client: Client, operation: ReturnType<typeof startOperation>, start: RequestStart): Promise<Answer> {
  return client.workflow.executeUpdateWithStart(submit, {
    startWorkflowOperation: operation,
    args: [start.submitted],
    // Another body, or somebody else, is another update: of the same one Temporal itself gives the first answer.
    updateId: `submit:${start.submitted.principal}:${start.submitted.bodyHash}`,
  });
}

interface Saying {
  readonly say: () => Promise<Answer>;
  /** Where no worker answers in time. */
  readonly leave: () => Promise<void | Result<Delivery>>;
  /** Where the workflow is closed. */
  readonly askOutcome: () => Promise<Outcome | undefined>;
}

async function delivered({ say, leave, askOutcome }: Saying): Promise<Result<Delivery>> {
  try {
    return ok({ delivered: 'applied', answer: await say() });
  } catch (error) {
    if (isOver(error)) return known(error, askOutcome);
    return noAnswerInTime(error) ? leftBehind(leave) : refusalOf(error);
  }
}

/** No worker answered: what was asked is kept if this goes through, and nobody knows if it doesn't. */
async function leftBehind(keep: () => Promise<void | Result<Delivery>>): Promise<Result<Delivery>> {
  try {
    return (await keep()) ?? ok({ delivered: 'recorded' });
  } catch (error) {
    return refusalOf(error);
  }
}

/** Whether a workflow of that id was started, and by this very submit. */
async function hasArrived(handle: Handle, { submitted }: RequestStart): Promise<void | Result<Delivery>> {
  try {
    const { memo } = await handle.describe();
    return isDeepStrictEqual(memo?.submitted, submitted) ? undefined : refused('idempotency_mismatch', ANOTHER_BODY);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    return refused('not_confirmed', 'Temporal did not answer in time. Nothing was kept so far; send the same again.');
  }
}

/** A workflow that is closed takes no message, and still tells what became of those it took. */
async function known(error: unknown, ask: () => Promise<Outcome | undefined>): Promise<Result<Delivery>> {
  try {
    const outcome = await ask();
    if (outcome === undefined) return refusalOf(error);
    return outcome.ok ? ok({ delivered: 'applied', answer: outcome.value }) : outcome;
  } catch (unanswered) {
    return refusalOf(unanswered);
  }
}
