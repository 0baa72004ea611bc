// worker.ts, told where everything is by the benchmark; without schedules, which would run at a moment of their own.
import { Client } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { activitiesOf } from '../../../src/activities-of.ts';
import type { DatabaseAddress } from '../../../src/db/connections.ts';
import { createConnectors } from '../../../src/connectors/registry.ts';
import { createRequestGateway } from '../../../src/temporal/gateway.ts';
import { createWorkers } from '../../../src/temporal/workers.ts';
import { calendarOf } from '../calendar.ts';
import { openInstallationAt } from '../installation.ts';
import { untilDisconnected } from './events.ts';
import { quietRuntime } from './quiet-runtime.ts';
import { told } from './told.ts';

const given = JSON.parse(process.argv[2] ?? '{}') as { readonly temporal: string; readonly database: DatabaseAddress };
quietRuntime();
const installation = await openInstallationAt(given.database);
const { store } = installation;
const connection = await NativeConnection.connect({ address: given.temporal, grpcCompression: { codec: 'none' } });
const gateway = createRequestGateway({ client: new Client({ connection }) });
const connectors = createConnectors({ ...installation, secrets: () => undefined });
const activities = activitiesOf({ installation, gateway, connectors, calendarOf });
const workers = await createWorkers({ connection, namespace: 'default', activities: told(activities) });
const running = Promise.all(workers.map((worker) => worker.run()));
const sql = installation.countSql();
process.on('message', (message) => {
  if (message === 'sql') process.send?.({ sql: sql.taken() });
});
process.send?.('ready');
await untilDisconnected();
for (const worker of workers) worker.shutdown();
await running;
await connection.close();
await store.close();
process.exit(0);
