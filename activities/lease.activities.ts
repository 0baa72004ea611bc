import type { Request } from '../src/domain/request/request.ts';
import type { LeaseDeps } from './lease/deps.ts';
import { beating } from './heartbeat.ts';
import { createGiving } from './lease/give.ts';
import { createKeeping, type Kept } from './lease/keep.ts';
import { createTaking } from './lease/take-back.ts';
import { createLanes, type Room } from './lease/lanes.ts';
import { nothingDone, standingOf } from './lease/tried.ts';
import type { Handed, Tried } from './request.activities.ts';

export interface LeaseActivities {
  /** Claims, reconcile, proof and record of everything that is to be given, in one. */
  giveAccess(handed: Handed, now: number, attempt: number): Promise<Tried>;
  /** Release, reconcile, proof of absence and record of everything whose time is over, in one. */
  takeAccessBack(handed: Handed, now: number, attempt: number): Promise<Tried>;
  /** Tells the app of a new end, where it keeps one itself. */
  keepAccess(request: Request): Promise<Kept>;
}

export type LeaseActivitiesAtHand = Pick<LeaseActivities, 'giveAccess' | 'takeAccessBack'>;

/**
 * The same for the queue of the workflows, where the worker that asks for it does it at once. An app that keeps its lanes
 * busy is worked on elsewhere, so that nothing else waits for it: then only what happened is recorded here. What is given
 * does not stand in line behind what is taken, of which there may be very much at one moment.
 */
export function atHand(lease: LeaseActivities, deps: LeaseDeps, room?: Room): LeaseActivitiesAtHand {
  const crowded = async (handed: Handed) => {
    const standing = await standingOf(deps.store.requests, handed);
    return { ...(await nothingDone(deps, standing)), isCrowded: true };
  };
  const guarded = (work: LeaseActivities['giveAccess']): LeaseActivities['giveAccess'] => {
    const lanes = createLanes(room);
    return (handed, now, attempt) => {
      const given = () => work(handed, now, attempt);
      return beating(() => lanes.within(handed.request.appId, given, () => crowded(handed)));
    };
  };
  return { giveAccess: guarded(lease.giveAccess), takeAccessBack: guarded(lease.takeAccessBack) };
}

export function createLeaseActivities(deps: LeaseDeps): LeaseActivities {
  const give = createGiving(deps);
  const takeBack = createTaking(deps);
  const keep = createKeeping(deps);
  return {
    giveAccess: (handed, now, attempt) => beating(() => give(handed, now, attempt)),
    takeAccessBack: (handed, now, attempt) => beating(() => takeBack(handed, now, attempt)),
    keepAccess: (request) => beating(() => keep(request)),
  };
}
