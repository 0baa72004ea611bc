import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { type DevServerOptions, devServerArguments } from './dev-server-flags.ts';

const TAIL = 64 * 1024;
/** Temporal takes two seconds to drain; what it acknowledged is in the file before that. */
const DRAIN_MS = 2_800;

export interface DevServerProcess {
  readonly pid: number;
  readonly exited: Promise<number | null>;
  /** What it printed since it started. */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

export async function spawnDevServer(options: DevServerOptions, without: readonly string[]): Promise<DevServerProcess> {
  const log = options.logFile === undefined ? undefined : openLog(options.logFile);
  const child = spawn(options.binary, devServerArguments(options, without), {
    stdio: ['ignore', log?.descriptor ?? 'pipe', log?.descriptor ?? 'pipe'],
    detached: options.detached ?? false,
    env: withoutOurs(process.env),
  });
  log?.close();
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => (printed = `${printed}${chunk}`.slice(-TAIL)));
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));

  const killNow = () => child.kill('SIGKILL');
  process.once('exit', killNow);
  void exited.then(() => process.removeListener('exit', killNow));
  const stop = async () => {
    // Without a file there is nothing to write out.
    child.kill(options.dbFile === undefined ? 'SIGKILL' : 'SIGTERM');
    if ((await Promise.race([exited, delay(DRAIN_MS, 'late' as const)])) === 'late') killNow();
    await exited;
  };
  return { pid: child.pid ?? -1, exited, output: log?.read ?? (() => printed), stop };
}

function openLog(file: string) {
  const descriptor = openSync(file, 'a');
  const from = statSync(file).size;
  const read = () => readFileSync(file).subarray(from).subarray(-TAIL).toString();
  return { descriptor, read, close: () => closeSync(descriptor) };
}

/** The CLI reads TEMPORAL_* as its own settings, and needs to know none of our secrets. */
function withoutOurs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const ours = /^(TEMPORAL_|LEASEHOLD_|DATABASE_URL$)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !ours.test(name)));
}
