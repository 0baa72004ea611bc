import { type Connector, ConnectorError, type Connectors } from '../ports/connector.ts';
import type { Clock, Secrets } from '../ports/environment.ts';
import type { SandboxStore } from '../ports/sandbox-store.ts';
import { createPostgres } from './postgres/postgres.connector.ts';
import { createSandbox } from './sandbox/sandbox.connector.ts';

interface Deps {
  readonly sandbox: SandboxStore;
  readonly clock: Clock;
  readonly secrets?: Secrets;
}

const NO_SECRETS: Secrets = () => undefined;

export function createConnectors({ sandbox, clock, secrets = NO_SECRETS }: Deps): Connectors {
  const byName: ReadonlyMap<string, Connector> = new Map([
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
