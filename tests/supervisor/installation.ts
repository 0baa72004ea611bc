import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isRunning, type ProcessIdentity, signalProcess } from '../../src/supervisor/process-identity.ts';
import { type Running, type RunningProcess, readRunning } from '../../src/supervisor/running-file.ts';
import { freePort } from '../support/free-port.ts';
import { tempFolder } from '../support/temp-folder.ts';
import { eventually } from './eventually.ts';
import type { StandIns } from './fixtures/supervisor.ts';

export interface Run {
  readonly process: ChildProcess;
  readonly exitCode: Promise<number | null>;
  printed(): string;
  untilPrinted(pattern: RegExp): Promise<RegExpExecArray>;
  untilReady(): Promise<Running>;
}

export interface Installation {
  readonly home: string;
  readonly port: number;
  start(programs?: Partial<StandIns>): Run;
  running(): Running | undefined;
  /** What the stand-ins wrote down, in order. */
  events(): string[];
  /** Everything that was ever seen running here and still runs. */
  survivors(): ProcessIdentity[];
  end(): Promise<void>;
}

const program = fileURLToPath(new URL('./fixtures/supervisor.ts', import.meta.url));
const standIns: StandIns = {
  temporal: ['temporal.ts'],
  worker: ['worker.ts'],
  server: ['server.ts'],
  binary: 'none',
};

/** An installation in a folder and on ports of its own. */
export async function anInstallation(extra: Record<string, string> = {}): Promise<Installation> {
  const home = join(await tempFolder(), 'home');
  const [port, temporalPort, uiPort] = [await freePort(), await freePort(), await freePort()];
  const env = {
    PATH: process.env['PATH'],
    LEASEHOLD_HOME: home,
    PORT: `${port}`,
    LEASEHOLD_TEMPORAL_PORT: `${temporalPort}`,
    LEASEHOLD_TEMPORAL_UI_PORT: `${uiPort}`,
    ...extra,
  };
  const seen = new Map<string, RunningProcess>();
  const runs: Run[] = [];

  function running(): Running | undefined {
    const found = readRunning(home);
    for (const one of found?.processes ?? []) seen.set(`${one.pid} ${one.started}`, one);
    return found;
  }

  const installation: Installation = {
    home,
    port,
    running,
    start: (programs = {}) => {
      const run = startRun({ ...standIns, ...programs }, env, running);
      runs.push(run);
      return run;
    },
    events: () =>
      existsSync(join(home, 'events')) ? readFileSync(join(home, 'events'), 'utf8').trim().split('\n') : [],
    survivors: () => [...seen.values()].filter(isRunning),
    end: async () => {
      running();
      for (const run of runs) run.process.kill('SIGKILL');
      await Promise.all(runs.map((run) => run.exitCode));
      for (const survivor of seen.values()) signalProcess(survivor, 'SIGKILL');
      await eventually(() => installation.survivors().length === 0);
    },
  };
  return installation;
}

function startRun(programs: StandIns, env: NodeJS.ProcessEnv, running: () => Running | undefined): Run {
  const child = spawn(process.execPath, [program, JSON.stringify(programs)], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const exitCode = new Promise<number | null>((resolve) => child.once('close', resolve));
  const ended = exitCode.then(() => true);
  let isOver = false;
  void ended.then(() => (isOver = true));

  const untilPrinted = (pattern: RegExp) =>
    eventually(() => {
      const found = pattern.exec(output);
      if (found === null && isOver) throw new Error(`ended without printing ${pattern}:\n${output}`);
      return found ?? undefined;
    });
  return {
    process: child,
    exitCode,
    printed: () => output,
    untilPrinted,
    untilReady: async () => {
      await untilPrinted(/Leasehold is running/);
      return eventually(running);
    },
  };
}
