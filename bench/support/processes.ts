import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

export interface Program {
  readonly pid: number;
  readonly child: ChildProcess;
  stop(): Promise<void>;
}

/** A TypeScript program of the benchmark with a channel to it; resolves when it says "ready". */
export async function startProgram(file: string, given: object, nodeFlags: readonly string[] = []): Promise<Program> {
  const child = spawn(process.execPath, [...nodeFlags, file, JSON.stringify(given)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const killNow = () => child.kill('SIGKILL');
  process.once('exit', killNow);
  const exited = once(child, 'exit').then(([code]) => {
    process.removeListener('exit', killNow);
    return code as number | null;
  });
  await Promise.race([ready(child), exited.then((code) => Promise.reject(new Error(`${file} ended (${code})`)))]);
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const impatient = setTimeout(killNow, 10_000);
    if (child.connected) child.disconnect();
    await exited;
    clearTimeout(impatient);
  };
  return { pid: child.pid ?? -1, child, stop };
}

function ready(child: ChildProcess): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  child.on('message', (message) => {
    if (message === 'ready') resolve();
  });
  return promise;
}

/** What each part of one side has used: CPU in milliseconds since its start, memory in MB now. */
export type Usage = Readonly<Record<string, { readonly cpuMs: number; readonly rssMb: number }>>;

/** Processes by role; of PostgreSQL every connection is a process, so children count with their parent. */
export function usageOf(roles: Readonly<Record<string, number>>): Usage {
  if (!existsSync('/proc/self/stat'))
    throw new Error('CPU and memory of processes are read from /proc, as Linux has it.');
  const stats = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const all = stats.flatMap((pid) => statOf(Number(pid)));
  return Object.fromEntries(Object.entries(roles).map(([role, pid]) => [role, familyUsage(all, pid)]));
}

function familyUsage(all: readonly Stat[], root: number) {
  const own = all.filter(({ pid }) => pid === root);
  const children = all.filter(({ ppid, name }) => ppid === root && name.startsWith('postgres'));
  const isPostgres = children.length > 0;
  const cpuMs = [...own, ...children].reduce((sum, one) => sum + one.cpuMs, 0);
  const ofEnded = isPostgres ? own.reduce((sum, one) => sum + one.endedChildrenMs, 0) : 0;
  return { cpuMs: cpuMs + ofEnded, rssMb: [...own, ...children].reduce((sum, one) => sum + one.rssMb, 0) };
}

interface Stat {
  readonly pid: number;
  readonly ppid: number;
  readonly name: string;
  readonly cpuMs: number;
  readonly endedChildrenMs: number;
  readonly rssMb: number;
}

/** The clock tick and the page that Linux shows to programs, on every machine that Node runs on. */
const TICK_MS = 10;
const PAGE_MB = 4096 / 1024 / 1024;

function statOf(pid: number): Stat[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const name = text.slice(text.indexOf('(') + 1, text.lastIndexOf(')'));
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const ticks = (at: number) => ((fields[at] ?? 0) + (fields[at + 1] ?? 0)) * TICK_MS;
    const rssMb = (fields[21] ?? 0) * PAGE_MB;
    return [{ pid, name, ppid: fields[1] ?? 0, cpuMs: ticks(11), endedChildrenMs: ticks(13), rssMb }];
  } catch {
    return []; // has ended meanwhile
  }
}

export function cpuBetween(before: Usage, after: Usage): Record<string, number> {
  return Object.fromEntries(
    Object.entries(after).map(([role, { cpuMs }]) => [role, cpuMs - (before[role]?.cpuMs ?? 0)]),
  );
}

/** Of the whole machine: what others do on it makes the figures noisy. */
export function machineCpuMs(): number {
  const fields = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '').trim().split(/\s+/).slice(1).map(Number);
  return [0, 1, 2, 5, 6].reduce((sum, at) => sum + (fields[at] ?? 0), 0) * TICK_MS;
}
