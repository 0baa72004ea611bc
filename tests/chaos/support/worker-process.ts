import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Site } from './composed.ts';
import { killNow, type Mortal } from './own-temporal.ts';

const PROGRAM = fileURLToPath(new URL('../fixtures/own-worker.ts', import.meta.url));

export interface WorkerProcess extends Mortal {
  /** It still is the process that was started, whatever died around it. */
  lives(): boolean;
}

export async function aWorkerProcess(site: Site): Promise<WorkerProcess> {
  let child: ChildProcess | undefined;
  const worker = {
    lives: () => child !== undefined && child.exitCode === null && child.signalCode === null,
    async kill() {
      const exited = child !== undefined && worker.lives() ? once(child, 'exit') : undefined;
      if (child?.pid !== undefined) killNow(child.pid);
      await exited;
    },
    async start() {
      child = spawn(process.execPath, [PROGRAM, JSON.stringify(site)], { stdio: ['ignore', 'ignore', 'inherit'] });
      await once(child, 'spawn');
      const { pid } = child;
      const killed = () => killNow(pid ?? 0);
      process.once('exit', killed);
      child.once('exit', () => process.removeListener('exit', killed));
    },
  };
  await worker.start();
  return worker;
}
