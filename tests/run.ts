// `npm test [-- paths and Jest options]`: lends the servers, runs Jest, and prints the counts as the very last line.
import { runJest } from './setup/jest-process.ts';
import { closingLines, type RunReport } from './setup/run-report.ts';
import { openTestHouse } from './setup/test-house.ts';

const { LEASEHOLD_NO_SKIP, ...env } = process.env;
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupted.abort(signal));

const report = await runTests(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  return undefined;
});
const { lines, ok } = closingLines(report, { skipsFail: LEASEHOLD_NO_SKIP === '1' });
for (const line of lines) console.log(line);
process.exitCode = ok && !interrupted.signal.aborted ? 0 : 1;

async function runTests(args: readonly string[]): Promise<RunReport | undefined> {
  const house = await openTestHouse(interrupted.signal);
  try {
    return await runJest(args, { ...env, ...house.env }, interrupted.signal);
  } finally {
    await house.close();
  }
}
