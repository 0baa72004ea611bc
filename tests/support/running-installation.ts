import { Client } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { activitiesOf } from '../../src/activities-of.ts';
import { randomIds, systemClock } from '../../src/config/environment.ts';
import { createKeys } from '../../src/config/keys.ts';
import { secret } from '../../src/config/secret.ts';
import { createConnectors } from '../../src/connectors/registry.ts';
import { openStore } from '../../src/db/open-store.ts';
import type { DatabaseAddress } from '../../src/db/connections.ts';
import type { Clock, Keys, Secrets } from '../../src/ports/environment.ts';
import type { Store } from '../../src/ports/store.ts';
import { createRequestGateway } from '../../src/temporal/gateway.ts';
import { ensureTelling } from '../../src/temporal/teller.ts';
import { createWorkers } from '../../src/temporal/workers.ts';
import { advance } from './advance.ts';
import { aTaskQueue, testTemporal } from './temporal.ts';
import { testSqlite } from './sqlite.ts';
import './quiet-runtime.ts';
import { workflowBundle } from './workflow-bundle.ts';

const [PATIENT, HASTY] = [20_000, 500];

export type RunningInstallation = Awaited<ReturnType<typeof aRunningInstallation>>;

interface Given {
  readonly address?: DatabaseAddress;
  readonly taskQueue?: string;
  /** For connectors: what they log in with, and where their apps reach us. */
  readonly secrets?: Secrets;
  readonly publicUrl?: string;
  /** For apps, on the queue of the workflows. */
  readonly room?: NonNullable<Parameters<typeof activitiesOf>[0]['room']>;
  /** What tells people; without it nobody is told anything. */
  readonly notifications?: (made: Made) => object;
}

interface Made {
  readonly store: Store;
  readonly keys: Keys;
  readonly clock: Clock;
  readonly client: Client;
  readonly taskQueue: string;
}

/** Store, connectors and workers as worker.ts has them, on queues of their own on the Temporal server of the run. */
export async function aRunningInstallation(given: Given = {}) {
  const made = given.address === undefined ? await testSqlite() : undefined;
  const address = given.address ?? { kind: 'sqlite' as const, file: made?.file ?? '' };
  const keys = createKeys(secret('the secret of an instance under test'));
  const store = await openStore(address, keys.sha256);
  const installation = { store, keys, ids: randomIds, clock: systemClock };
  const { address: temporal, namespace } = await testTemporal();
  const connection = await NativeConnection.connect({ address: temporal, grpcCompression: { codec: 'none' } });
  const client = new Client({ connection, namespace });
  const taskQueue = given.taskQueue ?? `${aTaskQueue()}-requests`;
  // On a busy machine an answer takes longer, and is no other one; without workers none comes, however long one waits.
  const patience = { patienceMs: PATIENT };
  const gateway = createRequestGateway(Object.assign(patience, { client, taskQueue }));
  const connectors = createConnectors({ ...installation, secrets: () => undefined, ...given });
  const notifications = given.notifications?.({ ...installation, client, taskQueue });
  const followAgain = notifications && (() => ensureTelling(client, taskQueue));
  const activities = activitiesOf({ installation, gateway, connectors, room: given.room, followAgain });
  const start = async () => {
    const workers = await createWorkers({
      ...{ connection, namespace, taskQueue, workflowBundle: await workflowBundle() },
      activities: { ...activities, notifications },
    });
    const running = Promise.all(workers.map((worker) => worker.run()));
    patience.patienceMs = PATIENT;
    return async () => {
      patience.patienceMs = HASTY;
      for (const worker of workers) worker.shutdown();
      await running;
    };
  };
  let stopWorkers = await start();
  return {
    ...installation,
    client,
    taskQueue,
    gateway,
    activities,
    advance: (workflowId: string, ms: number) => advance(client, workflowId, ms),
    stopWorkers: () => stopWorkers(),
    async startWorkers() {
      stopWorkers = await start();
    },
    async close() {
      await stopWorkers();
      await connection.close();
      await store.close();
      await made?.drop();
    },
  };
}
