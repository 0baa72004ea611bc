import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProcessIdentity } from './process-identity.ts';

/** What is running in this folder, for the next start: whom to name, whom to end. */
export interface Running {
  readonly supervisor: ProcessIdentity;
  readonly since: string;
  /** Absent until the app answers. */
  readonly app?: string;
  readonly temporalUi?: string;
  readonly ports?: Readonly<Record<string, number>>;
  /** In the order in which they are to be ended. */
  readonly processes: readonly RunningProcess[];
}

export interface RunningProcess extends ProcessIdentity {
  readonly name: string;
}

export function readRunning(home: string): Running | undefined {
  try {
    const running = JSON.parse(readFileSync(fileIn(home), 'utf8')) as Partial<Running>;
    return running.supervisor && Array.isArray(running.processes) ? (running as Running) : undefined;
  } catch {
    return undefined;
  }
}

/** By rename, so that nobody ever reads half of it. */
export function writeRunning(home: string, running: Running): void {
  const draft = `${fileIn(home)}.draft`;
  writeFileSync(draft, `${JSON.stringify(running, undefined, 2)}\n`);
  renameSync(draft, fileIn(home));
}

export function removeRunning(home: string): void {
  rmSync(fileIn(home), { force: true });
}

function fileIn(home: string): string {
  return join(home, 'running.json');
}
