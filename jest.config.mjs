// Start tests with `npm test`: it lends them servers and prints the last line. This file only says how Jest reads the code.
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const swc = fileURLToPath(import.meta.resolve('@swc/jest'));

/** The same reading of TypeScript and JSX as Node's own stripping and src/jsx-hook.mjs give it. */
function reading(tsx) {
  return {
    jsc: {
      target: 'es2024',
      parser: { syntax: 'typescript', tsx },
      transform: { verbatimModuleSyntax: true, react: { runtime: 'automatic', importSource: 'hono/jsx' } },
    },
  };
}

export default {
  testMatch: ['<rootDir>/tests/**/*.test.{ts,tsx}'],
  roots: ['<rootDir>/tests'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '\\.ts$': [swc, reading(false)], '\\.tsx$': [swc, reading(true)] },
  reporters: [here('./tests/setup/reporter.ts')],
  verbose: false, // the reporter prints what tests say, once
  watchman: false,
  maxWorkers: 2,
  // Also says: never in Jest's own process. A file alone then runs under the same conditions as in a full run,
  // and Jest ends a worker process which a test left busy, instead of staying open with it.
  workerIdleMemoryLimit: '2GB',
  // Two workers share two cores with a PostgreSQL and a Temporal server: Jest's 5 s is too near to be a sign of anything.
  testTimeout: 30_000,
};
