import type { RequestId } from '../../domain/ids.ts';
import type { RequestStore } from '../../ports/request-store.ts';
import type { Reader } from '../connections.ts';
import type { Database } from '../database.ts';
import { tables } from '../tables.ts';

const FIRST_MS = 12;
const LONGEST_MS = 250;

interface Waiting {
  readonly id: RequestId;
  readonly version: number;
  readonly since: number;
  readonly giveUpAt: number;
  lookAt: number;
  readonly resolve: (hasReached: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * It is never there at once, and mostly a matter of milliseconds; whatever takes longer is looked at less and less often.
 * Who is looked for first has all the others looked for as well: a hundred who wait ask hardly more often than one.
 */
export function createHasReached(database: Database): RequestStore['hasReached'] {
  const waiting = new Set<Waiting>();
  let timer: NodeJS.Timeout | undefined;
  let isLooking = false;

  function plan(): void {
    clearTimeout(timer);
    if (isLooking || waiting.size === 0) return;
    const next = Math.min(...[...waiting].map(({ lookAt }) => lookAt));
    timer = setTimeout(() => void look(), Math.max(1, next - performance.now()));
  }

  async function look(): Promise<void> {
    isLooking = true;
    const all = [...waiting];
    try {
      const versions = await versionsOf(
        database.reader,
        all.map(({ id }) => id),
      );
      for (const one of all) if (isAnswered(one, versions.get(one.id) ?? 0)) waiting.delete(one);
    } catch (error) {
      for (const one of all) {
        waiting.delete(one);
        one.reject(error);
      }
    }
    isLooking = false;
    plan();
  }

  return (id, version, withinMs) =>
    new Promise((resolve, reject) => {
      const since = performance.now();
      const [giveUpAt, lookAt] = [since + withinMs, since + Math.min(FIRST_MS, withinMs)];
      waiting.add({ id, version, since, giveUpAt, lookAt, resolve, reject });
      plan();
    });
}

async function versionsOf(db: Reader, ids: readonly RequestId[]): Promise<ReadonlyMap<RequestId, number>> {
  const rows = await tables.request.find(db, { id: { $in: ids } }, { only: ['id', 'version'] });
  return new Map(rows.map(({ id, version }) => [id, version]));
}

/** Or is to be looked for once more. */
function isAnswered(one: Waiting, version: number): boolean {
  const now = performance.now();
  const hasReached = version >= one.version;
  if (hasReached || now >= one.giveUpAt) {
    one.resolve(hasReached);
    return true;
  }
  const pause = Math.min(Math.max(FIRST_MS, (now - one.since) / 2), LONGEST_MS);
  one.lookAt = Math.min(now + pause, one.giveUpAt);
  return false;
}
