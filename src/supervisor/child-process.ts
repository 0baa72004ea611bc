import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { openChildLog } from './child-log.ts';
import type { ChildMessage } from './child-message.ts';
import { CannotRun } from './cannot-run.ts';
import { identify, type ProcessIdentity } from './process-identity.ts';

export interface Program {
  readonly name: string;
  /** File and arguments for the Node that runs this. */
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
  /** Its share of the time that a stop may take. */
  readonly drainMs: number;
}

export interface Ending {
  readonly how: string;
  /** Not by a signal: then what it wrote last is the reason. */
  readonly byItself: boolean;
}

export interface Child {
  readonly identity: ProcessIdentity;
  readonly ended: Promise<Ending>;
  readonly output: () => string;
  /** Lets it drain for its share of time, less when hurried, then ends it and all that it started. */
  stop(hurry: AbortSignal): Promise<void>;
}

/** In a process group of its own: Ctrl-C reaches the supervisor only, which then stops its children one after another. */
export function startChild(program: Program, onMessage: (message: ChildMessage) => void): Child {
  const log = openChildLog(program.logFile);
  const child = spawn(process.execPath, program.args, {
    env: program.env,
    stdio: ['ignore', log.descriptor, log.descriptor, 'ipc'],
    detached: true,
  });
  log.close();
  const { pid } = child;
  if (pid === undefined)
    throw new CannotRun(`The ${program.name} cannot be started: no process for ${process.execPath}.`);
  child.on('error', () => {}).on('message', (message) => onMessage(message as ChildMessage));
  const ended = new Promise<Ending>((resolve) => {
    child.once('exit', (code, signal) => {
      const byItself = signal === null;
      resolve({ how: byItself ? `exit code ${code}` : `signal ${signal}`, byItself });
    });
  }).finally(() => endGroup(pid));

  const stop = async (hurry: AbortSignal) => {
    child.kill('SIGTERM');
    const patience = delay(program.drainMs, undefined, { signal: hurry, ref: false }).catch(() => {});
    await Promise.race([ended, patience]);
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await ended;
  };
  return { identity: identify(pid) ?? { pid, started: '' }, ended, output: log.read, stop };
}

/** What a child leaves in its group when it is killed: a guardian its Temporal. Its number is no other group's so soon. */
function endGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // The usual case: nobody is left in it.
  }
}
