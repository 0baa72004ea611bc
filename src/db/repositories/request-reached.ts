import { setTimeout as delay } from 'node:timers/promises';
import type { RequestStore } from '../../ports/request-store.ts';
import type { Database } from '../database.ts';
import { tables } from '../tables.ts';

const FIRST_MS = 12;
const LONGEST_MS = 250;

/** It is never there at once, and mostly a matter of milliseconds; whatever takes longer is looked at less and less often. */
export function createHasReached(database: Database): RequestStore['hasReached'] {
  return async (id, version, withinMs) => {
    const giveUpAt = performance.now() + withinMs;
    for (let waitMs = FIRST_MS; ; waitMs = Math.min(waitMs * 1.5, LONGEST_MS)) {
      await delay(Math.max(1, Math.min(waitMs, giveUpAt - performance.now())));
      const row = await tables.request.first(database.reader, { id }, { only: ['version'] });
      if ((row?.version ?? 0) >= version) return true;
      if (performance.now() >= giveUpAt) return false;
    }
  };
}
