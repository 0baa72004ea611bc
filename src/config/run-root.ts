import { StartProblem } from '../ports/start-problem.ts';

/** Runs a composition root: what it cannot start for is one sentence on the console, and the exit code says so. */
export async function runRoot(main: () => Promise<void>): Promise<never> {
  try {
    await main();
    return process.exit(0);
  } catch (error) {
    console.error(error instanceof StartProblem ? error.message : error);
    return process.exit(1);
  }
}
