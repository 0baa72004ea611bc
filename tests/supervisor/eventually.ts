import { setTimeout as delay } from 'node:timers/promises';

/** Waits until something holds; the time of the test is the limit. */
export async function eventually<T>(look: () => T | undefined | false | Promise<T | undefined | false>): Promise<T> {
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    await delay(20);
  }
}
