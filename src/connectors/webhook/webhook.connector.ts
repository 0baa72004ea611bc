import { SECOND } from '../../domain/time.ts';
import type { App } from '../../domain/catalog/app.ts';
import type { Connector, ConnectorAbilities } from '../../ports/connector.ts';
import type { Keys, Secrets } from '../../ports/environment.ts';
import type { OrderStore } from '../../ports/order-store.ts';
import { createAskPeople, type HandDeps } from '../hand-tasks.ts';
import { createAccounts } from './accounts.ts';
import { type Resolve, resolveByDns } from './addresses.ts';
import { webhookConfig } from './config.ts';
import { createConfirm } from './confirmations.ts';
import { createCall } from './endpoint.ts';
import { createHoldings } from './holdings.ts';
import { createOrders } from './orders.ts';

interface Deps extends HandDeps {
  readonly orders: OrderStore;
  readonly keys: Pick<Keys, 'keyedHash' | 'sha256'>;
  readonly secrets: Secrets;
  readonly publicUrl: string | undefined;
  readonly resolve?: Resolve;
}

/** An endpoint of somebody's own that is told what to do, in JSON and signed. */
export function createWebhook({ resolve = resolveByDns, ...deps }: Deps): Connector {
  const { people, ids } = deps;
  const parts = { call: createCall({ ...deps, resolve }), orders: createOrders(deps), people, ids };
  return {
    describe,
    ...createAccounts(parts),
    ...createHoldings(parts, createConfirm(createAskPeople(deps))),
    listAccounts: () => Promise.resolve(NOTHING),
    listEntitlements: () => Promise.resolve(NOTHING),
    listHoldings: () => Promise.resolve(NOTHING),
  };
}

const NOTHING = { items: [], next: undefined };

/** For the database, and for names that take long. */
const MARGIN_MS = 5 * SECOND;

function describe({ connectorConfig }: App): ConnectorAbilities {
  const { data } = webhookConfig.safeParse(connectorConfig);
  return {
    proof: connectorConfig['read'] === true ? 'read_back' : 'attested',
    settleMs: 5 * SECOND,
    callTimeoutMs: (data?.timeout_seconds ?? 10) * SECOND + MARGIN_MS,
    levels: true,
    lists: false,
    accounts: { ensure: true, suspend: true, list: false },
  };
}
