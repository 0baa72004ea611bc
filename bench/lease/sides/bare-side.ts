import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { Program } from '../../support/processes.ts';
import { SHORT_MS } from '../calendar.ts';
import type { approve, BareLease, bareLeaseWorkflow, roundTripWorkflow } from '../workers/bare.workflow.ts';
import type { WorkerEvent } from '../workers/events.ts';
import { listenTo, type Side } from './side.ts';

export interface BareSide extends Side {
  /** Milliseconds of one update that answers when its activity is done, on a workflow that waits for it. */
  roundTrip(): Promise<number>;
}

interface Given {
  readonly client: Client;
  readonly temporal: number;
  readonly worker: Program;
}

const taskQueue = 'bare';
// By name: importing the workflow would bring the sandbox's half of the SDK into this process.
const APPROVE = 'approve' as unknown as typeof approve;

export function createBareSide({ client, temporal, worker }: Given): BareSide {
  let made = 0;
  const waiting = createWaiting(worker);
  const start = (lease: Pick<BareLease, 'needsApproval' | 'lease'>) => {
    const workflowId = `bare-${++made}`;
    const args: [BareLease] = [{ person: 'maya', thing: workflowId, ...lease }];
    return client.workflow.start<typeof bareLeaseWorkflow>('bareLeaseWorkflow', { taskQueue, workflowId, args });
  };
  return {
    processes: { client: process.pid, worker: worker.pid, temporal },
    happened: listenTo(worker),

    async live(leaseMs = SHORT_MS) {
      const handle = await start({ needsApproval: true, lease: { lengthMs: leaseMs } });
      // As with ours, nobody decides what does not wait for it yet: a decision that is there first saves a workflow task.
      await waiting.has(handle.workflowId);
      await handle.executeUpdate(APPROVE, { args: ['ada'] });
      await handle.result();
    },

    async leaseUntil(endAt) {
      await start({ needsApproval: false, lease: { endAt } });
    },

    async roundTrip() {
      const workflowId = `round-trip-${++made}`;
      const args: [string, string] = ['maya', workflowId];
      const options = { taskQueue, workflowId, args };
      const handle = await client.workflow.start<typeof roundTripWorkflow>('roundTripWorkflow', options);
      // As a person decides: some time after it was asked.
      await delay(100);
      const began = performance.now();
      await handle.executeUpdate(APPROVE, { args: ['ada'] });
      return performance.now() - began;
    },
  };
}

/** The workflows that wait for a decision, by what the worker says. */
function createWaiting({ child }: Program) {
  const waiting = new Map<string, PromiseWithResolvers<void>>();
  const of = (id: string) => {
    const known = waiting.get(id) ?? Promise.withResolvers<void>();
    waiting.set(id, known);
    return known;
  };
  child.on('message', (message) => {
    const { event, id } = message as WorkerEvent;
    if (event === 'opened') of(id).resolve();
  });
  return {
    async has(id: string): Promise<void> {
      await of(id).promise;
      waiting.delete(id);
    },
  };
}
