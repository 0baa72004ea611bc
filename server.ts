import { Client } from '@temporalio/client';
import { createLog } from './src/config/log.ts';
import { runRoot } from './src/config/run-root.ts';
import { createApp } from './src/http/app.ts';
import { httpDepsOf, webOf } from './src/http-deps-of.ts';
import { listen } from './src/http/listen.ts';
import { firstStart } from './src/first-start.ts';
import { demoRunning } from './src/organisation/demo/demo-running.ts';
import { openInstallation } from './src/installation.ts';
import { slackOf } from './src/slack-of.ts';
import { tellStarter, untilToldToStop } from './src/supervisor/child.ts';
import { connectToTemporal } from './src/temporal/connection.ts';
import { createRequestGateway } from './src/temporal/gateway.ts';
import { askTelling } from './src/temporal/teller.ts';
import { createWorkflowLink, workflowsUrl } from './src/temporal/workflow-link.ts';
import { installRuntime } from './src/temporal/runtime.ts';
import { createCalendar } from './src/time/calendar.ts';
import { offerSetup } from './src/use-cases/set-up-first-admin.ts';
import { startDemo } from './src/use-cases/start-demo.ts';
import { VERSION } from './src/version.ts';

await runRoot(async () => {
  const installation = await openInstallation();
  const { config, store } = installation;
  const log = createLog(config, 'server');
  installRuntime(log);
  const stop = untilToldToStop();
  const isDemo = await firstStart(installation, log);

  const connection = await connectToTemporal(config.temporal);
  const temporal = new Client({ connection, namespace: config.temporal.namespace });
  const gateway = createRequestGateway({ client: temporal });
  const slack = slackOf(installation, gateway, log);
  const stopping = new AbortController();
  const app = createApp({
    ...{ ...httpDepsOf(installation, gateway, slack, () => askTelling(temporal)), stopping: stopping.signal },
    web: webOf(config, isDemo, (error) => log.warn({ err: error }, 'the sign-in provider')),
    ...{ workflowUrl: createWorkflowLink(config.temporal), temporalUrl: workflowsUrl(config.temporal) },
    checks: [
      { name: 'database', ask: store.ping },
      { name: 'temporal', ask: async () => void (await temporal.workflowService.getSystemInfo({})) },
    ],
    ...{ version: VERSION, reportError: (error, path) => log.error({ err: error, path }, 'a request broke') },
  });
  const server = await listen(app.fetch, config.http);
  slack?.start();
  const url = config.http.publicUrl ?? `http://127.0.0.1:${server.port}`;
  const setup = await offerSetup(installation);
  if (setup !== undefined) tellStarter(`First admin: ${url}/setup/${setup}`);
  log.info({ url }, 'server is ready');
  const running =
    isDemo && config.demo ? startDemo({ ...installation, gateway, calendarOf: createCalendar }, demoRunning()) : stop;
  await Promise.race([stop, running]);

  log.info({ why: await stop }, 'server stops');
  stopping.abort();
  await Promise.all([server.drain(), slack?.stop()]);
  await connection.close();
  await store.close();
});
