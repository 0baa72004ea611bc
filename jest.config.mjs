// Start tests with `npm test`: it lends them servers and prints the last line. This file only says how Jest runs a file.
import { fileURLToPath } from 'node:url';

const setup = (file) => fileURLToPath(new URL(`./tests/setup/${file}`, import.meta.url));

export default {
  testMatch: ['<rootDir>/tests/**/*.test.{ts,tsx}'],
  roots: ['<rootDir>/tests'],
  // Node reads the code, as it does in production; packages and sources are loaded once a process (docs/adr/0011).
  transform: {},
  runtime: setup('native-runtime.ts'),
  testEnvironment: setup('native-environment.ts'),
  testEnvironmentOptions: { fileSeconds: 15 * 60 }, // time for the first build of a Temporal server
  testSequencer: setup('order-of-files.ts'),
  reporters: [setup('reporter.ts')],
  verbose: false, // the reporter prints what tests say, once
  watchman: false,
  maxWorkers: 3, // on two cores: most tests wait for a server most of the time
  // Also says: never in Jest's own process. A file alone then runs under the same conditions as in a full run,
  // and Jest ends a worker process which a test left busy, instead of staying open with it.
  workerIdleMemoryLimit: '2GB',
  workerGracefulExitTimeout: 5_000, // Jest's half second is too short on a busy machine
  // The workers share two cores with a PostgreSQL and a Temporal server: Jest's 5 s is too near to be a sign of anything.
  testTimeout: 30_000,
};
