import type { AppId } from '../../src/domain/ids.ts';

/** Room for work on apps beside everything else that a worker does; nobody waits for room, they go elsewhere. */
export interface Lanes {
  within<T>(app: AppId, work: () => Promise<T>, elsewhere: () => Promise<T>): Promise<T>;
}

export interface Room {
  /** An app that does not answer keeps this much busy, and no more. */
  readonly perApp: number;
  readonly altogether: number;
}

/** Of the 100 things that a worker does at once on one queue. */
const ROOM: Room = { perApp: 20, altogether: 60 };

export function createLanes({ perApp, altogether }: Room = ROOM): Lanes {
  const busy = new Map<AppId, number>();
  let all = 0;
  const count = (app: AppId, more: 1 | -1) => {
    const now = (busy.get(app) ?? 0) + more;
    if (now === 0) busy.delete(app);
    else busy.set(app, now);
    all += more;
  };
  return {
    async within(app, work, elsewhere) {
      if (all >= altogether || (busy.get(app) ?? 0) >= perApp) return elsewhere();
      count(app, 1);
      try {
        return await work();
      } finally {
        count(app, -1);
      }
    },
  };
}
