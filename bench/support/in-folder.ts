import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What has to be ended, in the order of its beginning. */
export type CleanUps = (() => Promise<unknown>)[];

/** Everything is begun anew in a folder of its own, and ended whatever happens. */
export async function inFolder<T>(
  signal: AbortSignal,
  work: (folder: string, cleanUps: CleanUps) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'leasehold-bench-'));
  await chmod(folder, 0o711);
  const cleanUps: CleanUps = [() => rm(folder, { recursive: true, force: true, maxRetries: 3 })];
  const interrupted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
  });
  interrupted.catch(() => {});
  try {
    return await Promise.race([work(folder, cleanUps), interrupted]);
  } finally {
    for (const cleanUp of cleanUps.reverse()) await cleanUp();
  }
}
