import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Moment } from './fixtures/mortal.ts';
import type { WorkerPlan } from './fixtures/worker.ts';

const PROGRAM = fileURLToPath(new URL('./fixtures/worker.ts', import.meta.url));

export interface MortalWorker {
  /** Whether it died of what was planned for it. */
  hasDied(): boolean;
  stop(): Promise<void>;
}

/** A worker that dies at that moment, and another one that is started in its place and lives. */
export function aMortalWorker(plan: WorkerPlan, dieAt: Moment): MortalWorker {
  let isOver = false;
  let current = start({ ...plan, dieAt });
  let died = false;
  current.on('exit', (_, signal) => {
    died = signal === 'SIGKILL' && !isOver;
    if (!isOver) current = start(plan);
  });
  return {
    hasDied: () => died,
    async stop() {
      isOver = true;
      const exited = once(current, 'exit');
      if (current.exitCode === null && current.signalCode === null && current.kill('SIGKILL')) await exited;
    },
  };
}

function start(plan: WorkerPlan): ChildProcess {
  return spawn(process.execPath, [PROGRAM, JSON.stringify(plan)], { stdio: ['ignore', 'ignore', 'inherit'] });
}
