import type { PersonId, RequestId } from '../src/domain/ids.ts';
import type { Connectors } from '../src/ports/connector.ts';
import type { Clock, Ids } from '../src/ports/environment.ts';
import type { RequestGateway } from '../src/ports/request-gateway.ts';
import type { Store } from '../src/ports/store.ts';
import { beating } from './heartbeat.ts';
import { suspendAccounts } from './suspend-accounts.ts';

export interface OffboardingActivities {
  /** Tells the next few of the requests that concern them; where to go on, if there are more. */
  tellRequestsOf(personId: PersonId, after: RequestId | undefined): Promise<RequestId | undefined>;
  /** What they had to do is somebody else's task. */
  handOverTasksOf(personId: PersonId): Promise<void>;
  /** Their accounts can be used no more, where the app can do that; what they hold ends by its own requests. */
  suspendAccountsOf(personId: PersonId): Promise<void>;
}

interface Deps {
  readonly store: Pick<Store, 'requests' | 'ledger' | 'catalog' | 'work'>;
  readonly gateway: Pick<RequestGateway, 'personOffboarded'>;
  readonly connectors: Connectors;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly wait: (ms: number) => Promise<void>;
  readonly handOverTasks: (personId: PersonId) => Promise<void>;
}

const AT_A_TIME = 50;
/** One after the other: somebody with hundreds of leases must not be in everybody's way. */
const PAUSE_MS = 100;

export function createOffboardingActivities(deps: Deps): OffboardingActivities {
  const { store, gateway, handOverTasks, wait } = deps;
  return {
    tellRequestsOf: (personId, after) =>
      beating(async () => {
        const some = await store.requests.concerning(personId, after, AT_A_TIME);
        for (const one of some) {
          await gateway.personOffboarded([one], personId);
          await wait(PAUSE_MS);
        }
        return some.length < AT_A_TIME ? undefined : some.at(-1)?.id;
      }),
    handOverTasksOf: handOverTasks,
    suspendAccountsOf: (personId) => beating(() => suspendAccounts(deps, personId)),
  };
}
