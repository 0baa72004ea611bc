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

export function createLanes({ waiting, patienceMs, ...room }: Room = ROOM): Lanes {
  const lanes = countLanes(room);
  const line = new Set<Waiter>();

  function letNextGo(): void {
    const next = line.values().find(({ app }) => lanes.take(app));
    if (next === undefined) return;
    line.delete(next);
    next.go(true);
  }

  /** Resolves with a lane taken, or without one where nothing of this app gets done. */
  function inLine(app: AppId): Promise<boolean> {
    const { promise, resolve: go } = Promise.withResolvers<boolean>();
    const waiter = { app, go };
    line.add(waiter);
    const joinedAt = performance.now();
    const giveUpIfStuck = () => {
      const isStuck = performance.now() - Math.max(lanes.freedAt(app), joinedAt) >= patienceMs;
      // Who has been let go already is not in line any more.
      if (isStuck && line.delete(waiter)) go(false);
    };
    const timer = setInterval(giveUpIfStuck, patienceMs / 4);
    return promise.finally(() => clearInterval(timer));
  }

  return {
    async within(app, work, elsewhere) {
      const hasLane = lanes.take(app) || (line.size < waiting && (await inLine(app)));
      if (!hasLane) return elsewhere();
      try {
        return await work();
      } finally {
        lanes.free(app);
        letNextGo();
      }
    },
  };
}

function countLanes({ perApp, altogether }: Pick<Room, 'perApp' | 'altogether'>) {
  const busy = new Map<AppId, number>();
  const freedAt = new Map<AppId, number>();
  let all = 0;
  return {
    /** False, and none taken, where there is no room. */
    take(app: AppId): boolean {
      const now = busy.get(app) ?? 0;
      if (all >= altogether || now >= perApp) return false;
      all++;
      busy.set(app, now + 1);
      return true;
    },

    free(app: AppId): void {
      all--;
      busy.set(app, (busy.get(app) ?? 1) - 1);
      freedAt.set(app, performance.now());
    },

    freedAt: (app: AppId) => freedAt.get(app) ?? 0,
  };
}
