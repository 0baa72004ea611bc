import type { PersonId } from '../src/domain/ids.ts';
import type { Calendar } from '../src/domain/lease/calendar.ts';
import type { SignedAuditHead } from '../src/ports/audit-store.ts';
import type { Connectors } from '../src/ports/connector.ts';
import type { Clock, Ids, Keys } from '../src/ports/environment.ts';
import type { RequestGateway } from '../src/ports/request-gateway.ts';
import type { Store } from '../src/ports/store.ts';
import { atHand, createLeaseActivities } from './lease.activities.ts';
import type { Room } from './lease/lanes.ts';
import type { Reconcile } from './ledger/reconciled.ts';
import { createWatchdogActivities, type Watched } from './watchdog.activities.ts';
import { createReconcile } from './ledger/reconcile.ts';
import { createOffboardingActivities } from './offboarding.activities.ts';
import { createRecordActivities } from './record.activities.ts';
import { createRequestActivities, type LookUpDeciders } from './request.activities.ts';

export interface ActivityDeps {
  readonly store: Store;
  readonly gateway: RequestGateway;
  readonly connectors: Connectors;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly keys: Keys;
  readonly calendarOf: (zone: string) => Calendar;
  readonly signHead: () => Promise<SignedAuditHead>;
  readonly watch: (reconcileHolding: Reconcile['reconcileHolding']) => Promise<Watched>;
  readonly lookUpDeciders: LookUpDeciders;
  readonly handOverTasks: (personId: PersonId) => Promise<void>;
  readonly wait: (ms: number) => Promise<void>;
  /** How much of the queue of the workflows may be busy with apps. */
  readonly room?: Room | undefined;
}

/** What the workers of each task queue can do. */
export function createActivities(deps: ActivityDeps) {
  const { store } = deps;
  const reconcile = createReconcile({ ...deps, ledger: store.ledger });
  const lease = createLeaseActivities({ ...deps, reconcile });
  const leaving = createOffboardingActivities(deps);
  return {
    requests: {
      ...createRequestActivities(deps),
      ...createRecordActivities(deps),
      ...leaving,
      ...createWatchdogActivities(() => deps.watch(reconcile.reconcileHolding)),
      ...atHand(lease, { ...deps, reconcile }, deps.room),
    },
    provisioning: { ...lease, suspendAccountsOf: leaving.suspendAccountsOf },
  };
}
