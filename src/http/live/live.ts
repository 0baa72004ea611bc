import type { Clock } from '../../ports/environment.ts';
import type { Store } from '../../ports/store.ts';
import { newsIn } from '../../use-cases/news-in.ts';
import { createAudience, type Position } from './audience.ts';
import type { Listener } from './listener.ts';
import { createRecent } from './recent.ts';

const EVERY_MS = 200;
const AFTER_TROUBLE_MS = 2000;
const BEAT_MS = 10_000;
/** More rows than these at once are told as "anything may have changed": who may hear of each is not looked up. */
const MOST_ROWS = 200;
const MOST_KEPT = 1000;

export interface Live {
  /** What is read from now on is at least as new as this row of the record. */
  seen(): Promise<number>;
  join(listener: Listener): void;
  leave(listener: Listener): void;
}

interface Deps {
  readonly store: Store;
  readonly clock: Clock;
  /** Over: every stream ends, and there are no more. */
  readonly stopping?: AbortSignal | undefined;
  readonly reportError: (error: unknown, path: string) => void;
}

/** Reads the record for all streams of this process together, and only while there is one. */
export function createLive(deps: Deps): Live {
  const audience = createAudience();
  let at: Position | undefined;
  let isReading = false;
  let beatenAt = 0;

  async function read(): Promise<void> {
    isReading = true;
    while (!audience.isEmpty()) {
      await round().then(
        () => pause(EVERY_MS),
        (error: unknown) => {
          deps.reportError(error, '/events');
          return pause(AFTER_TROUBLE_MS);
        },
      );
    }
    [isReading, at] = [false, undefined];
  }

  async function round(): Promise<void> {
    at = await readOn(deps, at ?? (await beginning(deps)), audience);
    audience.welcome(at);
    const now = deps.clock.now();
    if (now - beatenAt < BEAT_MS) return;
    beatenAt = now;
    audience.beat(now);
  }

  deps.stopping?.addEventListener('abort', audience.end);
  return {
    seen: async () => at?.index ?? (await deps.store.audit.head()).index,
    join(listener) {
      if (deps.stopping?.aborted === true) return listener.end('away');
      audience.join(listener);
      if (!isReading) void read();
    },
    leave: audience.leave,
  };
}

async function beginning({ store }: Deps): Promise<Position> {
  const { index } = await store.audit.head();
  return { index, recent: createRecent(index, MOST_KEPT) };
}

/** Where something fails the same rows are read again. */
async function readOn(deps: Deps, at: Position, audience: ReturnType<typeof createAudience>): Promise<Position> {
  const rows = await deps.store.audit.rowsAfter(at.index, MOST_ROWS + 1);
  const index = rows.at(-1)?.index;
  if (index === undefined) return at;
  const news = rows.length > MOST_ROWS ? undefined : await newsIn(deps, rows);
  await audience.askAgain(new Set(rows.map(({ subject }) => subject)));
  audience.tell(index, news);
  if (news === undefined) return { index, recent: createRecent(index, MOST_KEPT) };
  at.recent.add(news);
  return { index, recent: at.recent };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
