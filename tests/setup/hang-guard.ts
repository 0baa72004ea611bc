import { Worker } from 'node:worker_threads';

/** What the guard is told: the file that begins, and how long it may take; then that it is done. */
export type Word = { readonly file: string; readonly seconds: number } | 'done';

const { exit, ppid: jest } = process;
// Interrupted: nobody waits any more for what is tested here. Not on `disconnect`: who listens to that stays open for it.
setInterval(() => process.ppid === jest || exit.call(process, 1), 1000).unref();

// What tests started themselves is ended on `exit`, which a signal leaves out.
process.once('SIGTERM', () => exit.call(process, 1));

const thread = new Worker(new URL('./hang-guard-thread.ts', import.meta.url));
thread.unref();

/** Ends this process, and so fails the file, unless the answer is called in time. The other files go on in a new process. */
export function guard(file: string, seconds: number): () => void {
  thread.postMessage({ file, seconds } satisfies Word);
  return () => thread.postMessage('done' satisfies Word);
}
