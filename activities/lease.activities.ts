import type { Request } from '../src/domain/request/request.ts';
import type { LeaseDeps } from './lease/deps.ts';
import { beating } from './heartbeat.ts';
import { createGiving } from './lease/give.ts';
import { createKeeping, type Kept } from './lease/keep.ts';
import { createTaking } from './lease/take-back.ts';
import type { Tried } from './request.activities.ts';

export interface LeaseActivities {
  /** Claims, reconcile, proof and record of everything that is to be given, in one. */
  giveAccess(request: Request, now: number, attempt: number): Promise<Tried>;
  /** Release, reconcile, proof of absence and record of everything whose time is over, in one. */
  takeAccessBack(request: Request, now: number, attempt: number): Promise<Tried>;
  /** Tells the app of a new end, where it keeps one itself. */
  keepAccess(request: Request): Promise<Kept>;
}

export function createLeaseActivities(deps: LeaseDeps): LeaseActivities {
  const give = createGiving(deps);
  const takeBack = createTaking(deps);
  const keep = createKeeping(deps);
  return {
    giveAccess: (request, now, attempt) => beating(() => give(request, now, attempt)),
    takeAccessBack: (request, now, attempt) => beating(() => takeBack(request, now, attempt)),
    keepAccess: (request) => beating(() => keep(request)),
  };
}
