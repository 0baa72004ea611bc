import { type Connector, ConnectorError, type Connectors } from '../ports/connector.ts';
import type { Clock, Ids, Secrets } from '../ports/environment.ts';
import type { Store } from '../ports/store.ts';
import { createManual } from './manual/manual.connector.ts';
import { createPostgres } from './postgres/postgres.connector.ts';
import { createSandbox } from './sandbox/sandbox.connector.ts';

interface Deps {
  readonly store: Pick<Store, 'sandbox' | 'work' | 'people'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly secrets: Secrets;
}

export function createConnectors({ store, clock, ids, secrets }: Deps): Connectors {
  const { sandbox, work, people } = store;
  const byName: ReadonlyMap<string, Connector> = new Map<string, Connector>([
    ['manual', createManual({ work, people, ids, clock })],
    ['postgres', createPostgres({ secrets, clock })],
    ['sandbox', createSandbox({ store: sandbox, clock })],
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
