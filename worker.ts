import { Client } from '@temporalio/client';
import { setTimeout } from 'node:timers/promises';
import { createActivities } from './activities/index.ts';
import { createLog } from './src/config/log.ts';
import { runRoot } from './src/config/run-root.ts';
import { createConnectors } from './src/connectors/registry.ts';
import { openInstallation } from './src/installation.ts';
import { untilToldToStop } from './src/supervisor/child.ts';
import { connectToTemporal } from './src/temporal/connection.ts';
import { createRequestGateway } from './src/temporal/gateway.ts';
import { installRuntime } from './src/temporal/runtime.ts';
import { ensureSchedules } from './src/temporal/schedules.ts';
import { createWorkers } from './src/temporal/workers.ts';
import { createCalendar } from './src/time/calendar.ts';
import { signAuditHead } from './src/use-cases/sign-audit-head.ts';
import { watch } from './src/use-cases/watch.ts';

await runRoot(async () => {
  const installation = await openInstallation();
  const { config, store } = installation;
  const log = createLog(config, 'worker');
  installRuntime(log);
  const connection = await connectToTemporal(config.temporal);
  const { namespace } = config.temporal;

  const temporal = new Client({ connection, namespace });
  const gateway = createRequestGateway({ client: temporal });
  const activities = createActivities({
    ...installation,
    connectors: createConnectors({ sandbox: store.sandbox, clock: installation.clock }),
    calendarOf: createCalendar,
    signHead: () => signAuditHead(installation),
    watch: (reconcileHolding) => watch({ ...installation, gateway, reconcileHolding }),
    wait: setTimeout,
  });
  const workers = await createWorkers({ connection, namespace, activities });
  const running = Promise.all(workers.map((worker) => worker.run()));
  await ensureSchedules(temporal);
  log.info('worker is ready');

  const why = await Promise.race([untilToldToStop(), running.then(() => 'a worker stopped')]);
  log.info({ why }, 'worker stops');
  for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  await running;
  await connection.close();
  await store.close();
});
