import { setTimeout as delay } from 'node:timers/promises';

/** Waits for a condition, for so long at most; a look that goes wrong, with servers dying, is a look that saw nothing. */
export async function eventually(what: string, isSo: () => Promise<boolean> | boolean, patienceMs = 60_000) {
  const started = performance.now();
  for (let last: unknown = 'not so'; ; await delay(25)) {
    try {
      if (await isSo()) return performance.now() - started;
    } catch (error) {
      last = error;
    }
    if (performance.now() - started > patienceMs)
      throw new Error(`${what}: not within ${patienceMs} ms`, { cause: last });
  }
}
