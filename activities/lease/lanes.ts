import type { AppId } from '../../src/domain/ids.ts';

/** Room for work on apps beside everything else that a worker does. */
export interface Lanes {
  /** Waits for a lane as long as the work on this app gets on; what finds none is done elsewhere. */
  within<T>(app: AppId, work: () => Promise<T>, elsewhere: () => Promise<T>): Promise<T>;
}

export interface Room {
  /** An app that does not answer keeps this much busy, and no more. */
  readonly perApp: number;
  readonly altogether: number;
  /** In line for a lane. */
  readonly waiting: number;
  /** For so long an app may finish nothing before it is taken for stuck. */
  readonly patienceMs: number;
}

interface Waiter {
  readonly app: AppId;
  readonly go: (hasLane: boolean) => void;
}

const ROOM: Room = { perApp: 20, altogether: 200, waiting: 700, patienceMs: 5_000 };

export function createLanes({ perApp, altogether, waiting, patienceMs }: Room = ROOM): Lanes {
  const busy = new Map<AppId, number>();
  const freedAt = new Map<AppId, number>();
  const line = new Set<Waiter>();
  let all = 0;

  const hasRoom = (app: AppId) => all < altogether && (busy.get(app) ?? 0) < perApp;

  function take(app: AppId): void {
    all++;
    busy.set(app, (busy.get(app) ?? 0) + 1);
  }

  function free(app: AppId): void {
    all--;
    busy.set(app, (busy.get(app) ?? 1) - 1);
    freedAt.set(app, performance.now());
    const next = line.values().find((waiter) => hasRoom(waiter.app));
    if (next === undefined) return;
    take(next.app);
    line.delete(next);
    next.go(true);
  }

  /** Resolves with a lane taken, or without one where nothing of this app gets done. */
  async function inLine(app: AppId): Promise<boolean> {
    if (line.size >= waiting) return false;
    const { promise, resolve: go } = Promise.withResolvers<boolean>();
    const waiter = { app, go };
    line.add(waiter);
    const joinedAt = performance.now();
    const giveUpIfStuck = () => {
      const since = Math.max(freedAt.get(app) ?? 0, joinedAt);
      // Who has been let go already is not in line any more.
      if (performance.now() - since >= patienceMs && line.delete(waiter)) go(false);
    };
    const timer = setInterval(giveUpIfStuck, patienceMs / 4);
    return promise.finally(() => clearInterval(timer));
  }

  return {
    async within(app, work, elsewhere) {
      if (hasRoom(app)) take(app);
      else if (!(await inLine(app))) return elsewhere();
      try {
        return await work();
      } finally {
        free(app);
      }
    },
  };
}
