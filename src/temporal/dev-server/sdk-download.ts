import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Attempt, BinaryNeed } from './binary-need.ts';

/** Long enough to look up a name and shake hands; a machine without internet must go on to the next rung soon. */
const FIRST_BYTE_MS = 8_000;
const WHOLE_FILE_MS = 300_000;

const program = fileURLToPath(new URL('./sdk-download-program.ts', import.meta.url));

/** Lets the SDK fetch its Temporal CLI, in a process of its own: the native call can be neither cancelled nor timed out. */
export async function downloadBySdk(target: string, need: BinaryNeed): Promise<Attempt> {
  need.report('Looking for a Temporal server to download.');
  await mkdir(dirname(target), { recursive: true });
  const folder = await mkdtemp(join(dirname(target), 'incoming-'));
  const child = spawn(process.execPath, [program, folder], { stdio: 'ignore', detached: true });
  const stop = () => endGroup(child.pid);
  need.signal?.addEventListener('abort', stop);
  try {
    const problem = await watch(child, folder);
    if (problem !== undefined) return { not: problem };
    const [file] = await readdir(folder);
    if (file === undefined) return { not: 'the download left no file' };
    await rename(join(folder, file), target);
    return { path: target };
  } finally {
    need.signal?.removeEventListener('abort', stop);
    stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function watch(child: ChildProcess, folder: string): Promise<string | undefined> {
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve).once('error', () => resolve(1)));
  // The SDK opens its file when the first byte arrives, and not before.
  const begun = await Promise.race([ended.then(() => true), untilFileIn(folder, FIRST_BYTE_MS)]);
  if (!begun) return `the download did not begin within ${FIRST_BYTE_MS / 1000} s`;
  const code = await Promise.race([ended, delay(WHOLE_FILE_MS, 'late' as const, { ref: false })]);
  if (code === 'late') return `the download took longer than ${WHOLE_FILE_MS / 60_000} minutes`;
  return code === 0 ? undefined : 'the download could not be reached';
}

async function untilFileIn(folder: string, withinMs: number): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  while (performance.now() < deadline) {
    if ((await readdir(folder)).length > 0) return true;
    await delay(50, undefined, { ref: false });
  }
  return false;
}

/** With the server that the SDK may just be trying out: killed by itself, the program would leave it behind. */
function endGroup(leader: number | undefined): void {
  try {
    if (leader !== undefined) process.kill(-leader, 'SIGKILL');
  } catch {
    // The usual case: all of it has ended.
  }
}
