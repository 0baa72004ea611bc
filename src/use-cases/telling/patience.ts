import { MINUTE, SECOND } from '../../domain/time.ts';
import type { Told } from './tell.ts';

/** Longer than this it is not worth keeping a place at work for. */
const LONGEST_WAIT = 30 * SECOND;
const ALTOGETHER = MINUTE;
/** So that there is room for whoever does not have to wait: of another workspace, by mail. */
const MOST_WAITING = 6;
/** Multiples of it are spread evenly, however many there are. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * Who has to wait and tell again waits at its place, exactly as long as it is told to, where that is not long and few do.
 * Others are sent away, to come back one after the other: together they would only be in each other's way again.
 */
export function createPatience() {
  let waiting = 0;
  let sentAway = 0;

  function away(told: Told): Told {
    const later = 1 + ((sentAway++ * GOLDEN) % 1);
    const notTold = told.notTold.map(({ why, retryAfterMs }) => {
      return { why, retryAfterMs: retryAfterMs && Math.ceil(retryAfterMs * later) };
    });
    return { ...told, notTold };
  }

  return async function patiently(tell: () => Promise<Told>, pause: (ms: number) => Promise<unknown>): Promise<Told> {
    for (let left = ALTOGETHER; ; ) {
      const told = await tell();
      if (told.notTold.length === 0) return told;
      const wait = Math.min(...told.notTold.map(({ retryAfterMs = Infinity }) => retryAfterMs));
      if (wait > Math.min(LONGEST_WAIT, left) || waiting >= MOST_WAITING) return away(told);
      waiting++;
      left -= Math.max(wait, SECOND);
      await pause(wait).finally(() => waiting--);
    }
  };
}
