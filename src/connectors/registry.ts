import { type Connector, ConnectorError, type Connectors } from '../ports/connector.ts';
import type { Clock, Ids, Keys, Secrets } from '../ports/environment.ts';
import type { Store } from '../ports/store.ts';
import { createManual } from './manual/manual.connector.ts';
import { createPostgres } from './postgres/postgres.connector.ts';
import { createSandbox } from './sandbox/sandbox.connector.ts';
import { createWebhook } from './webhook/webhook.connector.ts';

interface Deps {
  readonly store: Pick<Store, 'sandbox' | 'work' | 'people' | 'orders'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly secrets: Secrets;
  readonly keys: Pick<Keys, 'keyedHash' | 'sha256'>;
  /** Where the endpoints of apps reach us; undefined: nowhere. */
  readonly publicUrl?: string | undefined;
}

export function createConnectors({ store, clock, ids, secrets, keys, publicUrl }: Deps): Connectors {
  const { sandbox, work, people, orders } = store;
  const byName: ReadonlyMap<string, Connector> = new Map<string, Connector>([
    ['manual', createManual({ work, people, ids, clock })],
    ['postgres', createPostgres({ secrets, clock })],
    ['sandbox', createSandbox({ store: sandbox, clock })],
    ['webhook', createWebhook({ work, people, orders, ids, clock, keys, secrets, publicUrl })],
  ]);
  return (name) => {
    const connector = byName.get(name);
    if (connector !== undefined) return connector;
    const known = [...byName.keys()].join(', ');
    throw new ConnectorError(
      'needs_person',
      `There is no connector "${name}". Nothing was changed. Set the app's connector to one of: ${known}.`,
    );
  };
}
