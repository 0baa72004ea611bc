import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import type { RunReport } from './run-report.ts';

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');

const TO_END_MS = 5_000;

/** Resolves when Jest has ended; without a report when it broke or found no test. */
export function runJest(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  stop: AbortSignal,
): Promise<RunReport | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<RunReport | undefined>();
  let report: RunReport | undefined;
  const child = spawn(process.execPath, [jest, ...args], {
    env,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const end = () => child.kill('SIGTERM');
  stop.addEventListener('abort', end);
  child.on('message', (message) => {
    report = message as RunReport;
    // All is done by then. A process that a test left behind may hold a pipe of Jest's, which then would not end.
    setTimeout(() => child.kill('SIGKILL'), TO_END_MS).unref();
  });
  child.on('error', reject);
  child.on('close', () => {
    stop.removeEventListener('abort', end);
    resolve(report);
  });
  return promise;
}
