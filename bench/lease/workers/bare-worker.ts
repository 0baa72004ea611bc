import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, type InjectedSinks, NativeConnection, Worker } from '@temporalio/worker';
import { bareActivities } from './bare.activities.ts';
import type { BareSinks } from './bare.workflow.ts';
import { tell, untilDisconnected } from './events.ts';
import { quietRuntime } from './quiet-runtime.ts';

const { temporal } = JSON.parse(process.argv[2] ?? '{}') as { readonly temporal: string };
const { logger } = quietRuntime();
const connection = await NativeConnection.connect({ address: temporal, grpcCompression: { codec: 'none' } });
const workflowsPath = fileURLToPath(new URL('./bare.workflow.ts', import.meta.url));
const sinks: InjectedSinks<BareSinks> = { told: { waits: { fn: ({ workflowId }) => tell('opened', workflowId) } } };
const worker = await Worker.create({
  ...{ connection, taskQueue: 'bare', activities: bareActivities, sinks },
  workflowBundle: await bundleWorkflowCode({ workflowsPath, logger }),
});
const running = worker.run();
process.send?.('ready');
await untilDisconnected();
worker.shutdown();
await running;
await connection.close();
process.exit(0);
