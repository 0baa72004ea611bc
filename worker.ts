import { Client } from '@temporalio/client';
import { activitiesOf } from './src/activities-of.ts';
import { secretsOf } from './src/config/connector-secrets.ts';
import { createLog } from './src/config/log.ts';
import { runRoot } from './src/config/run-root.ts';
import { createConnectors } from './src/connectors/registry.ts';
import { openInstallation } from './src/installation.ts';
import { reportTo } from './src/slack-of.ts';
import { untilToldToStop } from './src/supervisor/child.ts';
import { connectToTemporal } from './src/temporal/connection.ts';
import { createRequestGateway } from './src/temporal/gateway.ts';
import { installRuntime } from './src/temporal/runtime.ts';
import { ensureSchedules } from './src/temporal/schedules.ts';
import { ensureTelling } from './src/temporal/teller.ts';
import { createWorkers } from './src/temporal/workers.ts';
import { tellingOf, waysOf } from './src/telling-of.ts';

await runRoot(async () => {
  const installation = await openInstallation();
  const { config, store } = installation;
  const log = createLog(config, 'worker');
  installRuntime(log);
  const stop = untilToldToStop();
  const connection = await connectToTemporal(config.temporal);
  const { namespace } = config.temporal;

  const temporal = new Client({ connection, namespace });
  const gateway = createRequestGateway({ client: temporal });
  const connectors = createConnectors({
    ...installation,
    secrets: secretsOf(config),
    publicUrl: config.http.publicUrl,
  });
  const ways = waysOf(installation, reportTo(log));
  const notifications = ways.length === 0 ? undefined : tellingOf(installation, ways, temporal);
  const followAgain = notifications && (() => ensureTelling(temporal));
  const activities = { ...activitiesOf({ installation, gateway, connectors, followAgain }), notifications };
  const workers = await createWorkers({ connection, namespace, activities });
  const running = Promise.all(workers.map((worker) => worker.run()));
  await ensureSchedules(temporal);
  await followAgain?.();
  log.info('worker is ready');

  const why = await Promise.race([stop, running.then(() => 'a worker stopped')]);
  log.info({ why }, 'worker stops');
  for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  await running;
  await connection.close();
  await store.close();
});
