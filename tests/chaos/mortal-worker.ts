import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { NativeConnection } from '@temporalio/worker';
import { createWorkers } from '../../src/temporal/workers.ts';
import type { Stage } from '../support/stories.ts';
import { workflowBundle } from '../support/workflow-bundle.ts';
import type { WorkerPlan } from './fixtures/worker.ts';

const PROGRAM = fileURLToPath(new URL('./fixtures/worker.ts', import.meta.url));

export interface MortalWorker {
  /** Whether it died of what was planned for it. */
  hasDied(): boolean;
  stop(): Promise<void>;
}

/** A worker that dies at that moment, and then another one, in this process, that lives. */
export function aMortalWorker(plan: WorkerPlan, heir: () => Promise<{ stop(): Promise<void> }>): MortalWorker {
  const child = start(plan);
  let inherited: ReturnType<typeof heir> | undefined;
  child.on('exit', (_, signal) => {
    if (signal === 'SIGKILL') inherited ??= heir();
  });
  return {
    hasDied: () => inherited !== undefined,
    async stop() {
      if (inherited !== undefined) return (await inherited).stop();
      inherited = Promise.resolve({ stop: () => Promise.resolve() });
      const exited = once(child, 'exit');
      if (child.exitCode === null && child.kill('SIGKILL')) await exited;
    },
  };
}

/** With what the stage is made of, for somebody else's requests. */
export async function aWorkerOf({ house }: Stage, taskQueue: string): Promise<{ stop(): Promise<void> }> {
  const connection = house.client.connection as NativeConnection;
  const { namespace } = house.client.options;
  const workers = await createWorkers({
    ...{ connection, namespace, taskQueue, activities: house.activities, workflowBundle: await workflowBundle() },
  });
  const running = Promise.all(workers.map((worker) => worker.run()));
  return {
    async stop() {
      for (const worker of workers) worker.shutdown();
      await running;
    },
  };
}

function start(plan: WorkerPlan): ChildProcess {
  return spawn(process.execPath, [PROGRAM, JSON.stringify(plan)], { stdio: ['ignore', 'ignore', 'inherit'] });
}
