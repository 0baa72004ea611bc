import type { PersonId, RequestId } from '../src/domain/ids.ts';
import { called } from './ledger/connector-calls.ts';
import type { Account } from '../src/domain/ledger/claim.ts';
import type { Connectors } from '../src/ports/connector.ts';
import type { RequestGateway } from '../src/ports/request-gateway.ts';
import type { Store } from '../src/ports/store.ts';
import { beating } from './heartbeat.ts';

export interface OffboardingActivities {
  /** Tells the next few of the requests that concern them; where to go on, if there are more. */
  tellRequestsOf(personId: PersonId, after: RequestId | undefined): Promise<RequestId | undefined>;
  /** What they had to do is somebody else's task. */
  handOverTasksOf(personId: PersonId): Promise<void>;
  /** Their accounts can be used no more, where the app can do that; what they hold ends by its own requests. */
  suspendAccountsOf(personId: PersonId): Promise<void>;
}

interface Deps {
  readonly store: Pick<Store, 'requests' | 'ledger' | 'catalog'>;
  readonly gateway: Pick<RequestGateway, 'personOffboarded'>;
  readonly connectors: Connectors;
  readonly wait: (ms: number) => Promise<void>;
  readonly handOverTasks: (personId: PersonId) => Promise<void>;
}

const AT_A_TIME = 50;
/** One after the other: somebody with hundreds of leases must not be in everybody's way. */
const PAUSE_MS = 100;

export function createOffboardingActivities({
  store,
  gateway,
  connectors,
  handOverTasks,
  wait,
}: Deps): OffboardingActivities {
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
    suspendAccountsOf: (personId) =>
      beating(async () => {
        const accounts = await store.ledger.accountsOf(personId);
        const failures: string[] = [];
        for (const account of accounts) failures.push(...(await suspend({ store, connectors }, account)));
        // All of them are tried before the first that failed is tried again.
        if (failures.length > 0) throw new Error(failures.join(' '));
      }),
  };
}

async function suspend({ store, connectors }: Pick<Deps, 'store' | 'connectors'>, account: Account): Promise<string[]> {
  const app = await store.catalog.appById(account.appId);
  if (app === undefined || account.status !== 'active' || account.kind !== 'human') return [];
  const connector = connectors(app.connector);
  const { accounts, callTimeoutMs } = connector.describe(app);
  if (!accounts.suspend) return [];
  const done = await called(connector, () => connector.suspendAccount(app, account), callTimeoutMs);
  if ('failure' in done) return [`${app.name}: ${done.message}`];
  await store.ledger.addAccount({ ...account, status: 'suspended' });
  return [];
}
