// worker.ts, told where everything is by the benchmark, and behind it apps that take a call and never answer.
import { Client } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { activitiesOf } from '../../../src/activities-of.ts';
import { createConnectors } from '../../../src/connectors/registry.ts';
import type { DatabaseAddress } from '../../../src/db/connections.ts';
import type { Connectors } from '../../../src/ports/connector.ts';
import { createRequestGateway } from '../../../src/temporal/gateway.ts';
import { createWorkers } from '../../../src/temporal/workers.ts';
import { openInstallationAt } from '../../lease/installation.ts';
import { untilDisconnected } from '../../lease/workers/events.ts';
import { quietRuntime } from '../../lease/workers/quiet-runtime.ts';
import { told } from '../../lease/workers/told.ts';

const given = JSON.parse(process.argv[2] ?? '{}') as { readonly temporal: string; readonly database: DatabaseAddress };
quietRuntime();
const installation = await openInstallationAt(given.database);
const connection = await NativeConnection.connect({ address: given.temporal, grpcCompression: { codec: 'none' } });
const gateway = createRequestGateway({ client: new Client({ connection }) });
const connectors = createConnectors({ ...installation, secrets: () => undefined });
const silence = () => new Promise<never>(() => {});
const hanging: Connectors = (name) => ({ ...connectors(name), read: silence, grant: silence, revoke: silence });
const activities = activitiesOf({ installation, gateway, connectors: hanging });
const workers = await createWorkers({ connection, namespace: 'default', activities: told(activities) });
void Promise.all(workers.map((worker) => worker.run()));
process.send?.('ready');
await untilDisconnected();
// What hangs is not waited for.
process.exit(0);
