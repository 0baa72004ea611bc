import type { Calendar } from '../src/domain/lease/calendar.ts';
import type { Request } from '../src/domain/request/request.ts';
import type { Connectors } from '../src/ports/connector.ts';
import type { Ids, Keys } from '../src/ports/environment.ts';
import type { Store } from '../src/ports/store.ts';
import { beating } from './heartbeat.ts';
import { createGiving } from './lease/give.ts';
import { createTaking } from './lease/take-back.ts';
import type { Reconcile } from './ledger/reconciled.ts';
import type { Tried } from './request.activities.ts';

/** Everything that giving and taking back ask of the world. */
export interface LeaseDeps {
  readonly store: Pick<Store, 'requests' | 'ledger' | 'catalog' | 'people' | 'work'>;
  readonly connectors: Connectors;
  readonly reconcile: Pick<Reconcile, 'work' | 'lockWishFor'>;
  readonly ids: Ids;
  readonly keys: Pick<Keys, 'keyedHash'>;
  readonly calendarOf: (zone: string) => Calendar;
}

export interface LeaseActivities {
  /** Claims, reconcile, proof and record of everything that is to be given, in one. */
  giveAccess(request: Request, now: number, attempt: number): Promise<Tried>;
  /** Release, reconcile, proof of absence and record of everything whose time is over, in one. */
  takeAccessBack(request: Request, now: number, attempt: number): Promise<Tried>;
}

export function createLeaseActivities(deps: LeaseDeps): LeaseActivities {
  const give = createGiving(deps);
  const takeBack = createTaking(deps);
  return {
    giveAccess: (request, now, attempt) => beating(() => give(request, now, attempt)),
    takeAccessBack: (request, now, attempt) => beating(() => takeBack(request, now, attempt)),
  };
}
