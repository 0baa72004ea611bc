// `npm start`: one command for everything. See run-supervisor.ts for what happens.
import { fileURLToPath } from 'node:url';
import { ensureTemporalBinary } from '../temporal/dev-server/temporal-binary.ts';
import { NODE_FLAGS } from './node-flags.ts';
import { runSupervisor } from './run-supervisor.ts';
import { listenForStop } from './stop-signals.ts';
import { createTerminal } from './terminal.ts';

const launch = fileURLToPath(new URL('../launch.mjs', import.meta.url));

const exitCode = await runSupervisor({
  env: process.env,
  terminal: createTerminal(process.stdout),
  stop: listenForStop(process),
  programs: {
    temporal: [launch, 'src/supervisor/temporal-guardian.ts'],
    worker: [...NODE_FLAGS, launch, 'worker.ts'],
    server: [...NODE_FLAGS, launch, 'server.ts'],
  },
  findTemporal: ensureTemporalBinary,
  restartDelayMs: (quickFailures) => Math.min(250 * 2 ** quickFailures, 8_000),
  printError: createTerminal(process.stderr).line,
});
process.exit(exitCode);
