import { Client } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { activitiesOf } from '../../../src/activities-of.ts';
import { randomIds, systemClock } from '../../../src/config/environment.ts';
import { createKeys } from '../../../src/config/keys.ts';
import { secret } from '../../../src/config/secret.ts';
import { createConnectors } from '../../../src/connectors/registry.ts';
import type { DatabaseAddress } from '../../../src/db/connections.ts';
import { openStore } from '../../../src/db/open-store.ts';
import { createRequestGateway } from '../../../src/temporal/gateway.ts';

/** Where the parts of one installation find each other: what every process of it is told. */
export interface Site {
  readonly database: DatabaseAddress;
  readonly temporal: { readonly address: string; readonly namespace: string };
  readonly taskQueue: string;
  readonly codePath: string;
}

export type Composed = Awaited<ReturnType<typeof composed>>;

/** What server.ts and worker.ts put together, with connections of its own. */
export async function composed({ database, temporal, taskQueue }: Site) {
  const keys = createKeys(secret('the secret of an instance under test'));
  const store = await openStore(database, keys.sha256);
  const installation = { store, keys, ids: randomIds, clock: systemClock };
  const { address, namespace } = temporal;
  const connection = await NativeConnection.connect({ address, grpcCompression: { codec: 'none' } });
  const client = new Client({ connection, namespace });
  const gateway = createRequestGateway({ client, taskQueue });
  const connectors = createConnectors({ ...installation, secrets: () => undefined });
  const activities = activitiesOf({ installation, gateway, connectors });
  const close = async () => {
    await connection.close();
    await store.close();
  };
  return { ...installation, connection, client, taskQueue, gateway, activities, close };
}
