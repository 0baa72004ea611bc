import { setTimeout as delay } from 'node:timers/promises';
import { isRunning, signalProcess } from './process-identity.ts';
import type { RunningProcess } from './running-file.ts';

const GRACE_MS = 3_000;
const POLL_MS = 20;

/** Ends what a killed supervisor left running: each by its pid and moment of start, in the order of a normal stop. */
export async function endLeftOvers(
  processes: readonly RunningProcess[],
  report: (line: string) => void,
): Promise<void> {
  for (const leftOver of processes) {
    if (!isRunning(leftOver)) continue;
    report(`Ending the ${leftOver.name} (process ${leftOver.pid}) that an earlier start left behind.`);
    signalProcess(leftOver, 'SIGTERM');
    if (!(await isGoneWithin(leftOver, GRACE_MS))) signalProcess(leftOver, 'SIGKILL');
    await isGoneWithin(leftOver, GRACE_MS);
  }
}

async function isGoneWithin(leftOver: RunningProcess, ms: number): Promise<boolean> {
  const deadline = performance.now() + ms;
  while (isRunning(leftOver)) {
    if (performance.now() > deadline) return false;
    await delay(POLL_MS);
  }
  return true;
}
