import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { RequestId } from '../../../src/domain/ids.ts';
import { createRequestGateway } from '../../../src/temporal/gateway.ts';
import { requestWorkflowId } from '../../../src/temporal/workflow-ids.ts';
import { initialiseOrganisation } from '../../../src/use-cases/initialise-organisation.ts';
import type { BenchDatabase } from '../../support/databases.ts';
import { until, wallClock } from '../../support/measure.ts';
import type { Program } from '../../support/processes.ts';
import { calendarOf, SHORT_MS, shortLength } from '../calendar.ts';
import { type BenchInstallation, openInstallationAt } from '../installation.ts';
import { anOrganisationToMeasure, DECIDED, UNATTENDED } from '../organisation.ts';
import type { SqlCount } from '../workers/events.ts';
import { listenTo, type Side } from './side.ts';
import { askSql } from './ask-sql.ts';
import { createAsking, type Late } from './asking.ts';
import { createLeaving } from './leaving.ts';
import { createWishes } from './wishes.ts';

export interface OurSide extends Side, BenchInstallation {
  readonly client: Client;
  readonly gateway: ReturnType<typeof createRequestGateway>;
  /** Milliseconds from the click to the proof, of a request that waits for its decision. */
  decideToAccess(): Promise<number>;
  /** Gives so many things to one person; the requests, once all of them hold. */
  giveLeaver(count: number): Promise<readonly RequestId[]>;
  offboardLeaver(): Promise<void>;
  /** Since the beginning. */
  readonly late: Late;
  sqlOfWorker(): Promise<SqlCount>;
  stop(): Promise<void>;
}

interface Given {
  readonly client: Client;
  readonly temporal: number;
  readonly database: BenchDatabase;
  readonly startWorker: () => Promise<Program>;
}

const PATIENCE_MS = 60_000;

/** The use cases as the web server calls them, in this process, and the worker in its own. */
export async function createOurSide({ client, temporal, database, startWorker }: Given): Promise<OurSide> {
  const installation = await openInstallationAt(database.address);
  await initialiseOrganisation(installation, { organisation: anOrganisationToMeasure(), source: 'benchmark' });
  const wishes = await createWishes(installation);
  const gateway = createRequestGateway({ client });
  const worker = await startWorker();
  const happened = listenTo(worker);

  const { submit, approve, late } = createAsking({ ...installation, gateway, calendarOf }, wishes, happened);
  const submitted = (leaseMs: number) => submit(DECIDED, { kind: 'for', length: shortLength(leaseMs) });
  const over = (id: RequestId) => client.workflow.getHandle(requestWorkflowId(id)).result();
  const ofServer = database.pid === undefined ? {} : { postgres: database.pid };

  return {
    ...installation,
    ...{ client, gateway, happened, late },
    processes: { client: process.pid, worker: worker.pid, temporal, ...ofServer },

    async live(leaseMs = SHORT_MS) {
      const request = await submitted(leaseMs);
      await approve(request);
      await over(request.id);
    },

    async leaseUntil(endAt) {
      await submit(UNATTENDED, { kind: 'between', endAt });
    },

    async decideToAccess() {
      const request = await submitted(SHORT_MS);
      await delay(100);
      const began = wallClock();
      await approve(request);
      await until(() => happened.given.has(request.id), 'access', PATIENCE_MS);
      return (happened.given.get(request.id) ?? Number.NaN) - began;
    },

    ...createLeaving({ ...installation, gateway, calendarOf }, wishes, happened),

    sqlOfWorker: () => askSql(worker),

    async stop() {
      await worker.stop();
      await installation.store.close();
    },
  };
}
