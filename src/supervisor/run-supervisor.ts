import { once } from 'node:events';
import { loadConfig, ConfigError } from '../config/load-config.ts';
import { NoTemporalServer } from '../temporal/dev-server/temporal-binary.ts';
import { CannotRun } from './cannot-run.ts';
import { endLeftOvers } from './end-left-overs.ts';
import { prepareHome } from './home-folder.ts';
import { takeHomeLock } from './home-lock.ts';
import { readRunning } from './running-file.ts';
import { type StartDeps, startInstallation } from './start-installation.ts';
import type { StopWish } from './stop-signals.ts';
import { createTeam } from './team.ts';

export interface SupervisorDeps extends Omit<StartDeps, 'config'> {
  readonly stop: StopWish;
  readonly restartDelayMs: (quickFailures: number) => number;
  readonly printError: (text: string) => void;
}

/** Runs an installation from its start to its stop; resolves with the exit code when no process of it is left. */
export async function runSupervisor(deps: SupervisorDeps): Promise<number> {
  try {
    const config = loadConfig(deps.env);
    prepareHome(config.home);
    const lock = takeHomeLock(config.home);
    try {
      await supervise({ ...deps, config });
    } finally {
      lock.release();
    }
    return 0;
  } catch (error) {
    deps.printError(inWords(error));
    return 1;
  }
}

async function supervise(deps: SupervisorDeps & StartDeps): Promise<void> {
  const { config, terminal, stop, restartDelayMs } = deps;
  await endLeftOvers(readRunning(config.home)?.processes ?? [], terminal.line);
  const team = createTeam({ home: config.home, report: terminal.line, restartDelayMs });
  try {
    await startInstallation(deps, team, stop.requested);
    if (!stop.requested.aborted) await Promise.race([once(stop.requested, 'abort'), team.failure]);
  } catch (error) {
    // A start that was interrupted is a stop, not a failure.
    if (!stop.requested.aborted) throw error;
  } finally {
    if (stop.requested.aborted) terminal.line('Stopping: what is under way is finished first.');
    await team.stop(stop.hurried);
  }
  terminal.line('Leasehold has stopped. The next start goes on from here.');
}

function inWords(error: unknown): string {
  const isSentence = error instanceof CannotRun || error instanceof ConfigError || error instanceof NoTemporalServer;
  if (isSentence) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
