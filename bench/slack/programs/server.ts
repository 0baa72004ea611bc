// server.ts with Slack, told where everything is by the benchmark.
import { Client } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { createAttest } from '../../../activities/ledger/attest.ts';
import type { DatabaseAddress } from '../../../src/db/connections.ts';
import { createApp } from '../../../src/http/app.ts';
import { listen } from '../../../src/http/listen.ts';
import { organisationFiles } from '../../../src/organisation/organisation-files.ts';
import { createSlack } from '../../../src/slack/app.ts';
import { createRequestGateway } from '../../../src/temporal/gateway.ts';
import { createCalendar } from '../../../src/time/calendar.ts';
import { SIGNING_SECRET } from '../../../tests/support/signed-slack.ts';
import { openInstallationAt } from '../../lease/installation.ts';
import { untilDisconnected } from '../../lease/workers/events.ts';
import { quietRuntime } from '../../lease/workers/quiet-runtime.ts';

interface Given {
  readonly temporal: string;
  readonly database: DatabaseAddress;
  readonly slack: string;
  readonly port: number;
}

const given = JSON.parse(process.argv[2] ?? '{}') as Given;
quietRuntime();
const installation = await openInstallationAt(given.database);
const connection = await NativeConnection.connect({ address: given.temporal, grpcCompression: { codec: 'none' } });
const gateway = createRequestGateway({ client: new Client({ connection }) });
const attest = createAttest({ ...installation, ledger: installation.store.ledger });
const settings = { url: given.slack, signingSecret: SIGNING_SECRET, appToken: undefined, botToken: undefined };
const publicUrl = `http://127.0.0.1:${given.port}`;
const report = (error: unknown, what: string) => process.send?.({ broke: `${what}: ${String(error)}` });
const inside = { ...installation, gateway, attest, calendarOf: createCalendar };
const app = createApp({
  ...{ ...inside, files: organisationFiles, isSigned: () => false, web: { publicUrl, demoSignIn: false } },
  ...{ version: 'bench', workflowUrl: undefined, checks: [], reportError: report },
  slack: createSlack({ ...inside, slack: { ...settings, client: undefined }, publicUrl, report }),
});
await listen(app.fetch, { host: '127.0.0.1', port: given.port });
process.send?.('ready');
await untilDisconnected();
process.exit(0);
