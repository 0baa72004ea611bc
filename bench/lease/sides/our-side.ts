import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import type { RequestId } from '../../../src/domain/ids.ts';
import { createRequestGateway } from '../../../src/temporal/gateway.ts';
import { requestWorkflowId } from '../../../src/temporal/workflow-ids.ts';
import { initialiseOrganisation } from '../../../src/use-cases/initialise-organisation.ts';
import { type Submitted, submitRequest } from '../../../src/use-cases/submit-request.ts';
import { decideRequest } from '../../../src/use-cases/decide-request.ts';
import type { BenchDatabase } from '../../support/databases.ts';
import { until, wallClock } from '../../support/measure.ts';
import type { Program } from '../../support/processes.ts';
import { calendarOf, SHORT_MS, shortLength } from '../calendar.ts';
import { type BenchInstallation, openInstallationAt } from '../installation.ts';
import { anOrganisationToMeasure, DECIDED, UNATTENDED } from '../organisation.ts';
import type { SqlCount } from '../workers/events.ts';
import { listenTo, type Side } from './side.ts';
import { actingAs, createWishes } from './wishes.ts';

export interface OurSide extends Side, BenchInstallation {
  readonly client: Client;
  readonly gateway: ReturnType<typeof createRequestGateway>;
  /** Milliseconds from the click to the proof, of a request that waits for its decision. */
  decideToAccess(): Promise<number>;
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
  const deps = { ...installation, gateway, calendarOf };
  const worker = await startWorker();
  const happened = listenTo(worker);

  const submit = async (kind: string, lease: Parameters<typeof wishes.next>[1]): Promise<Submitted> => {
    const { person, wish } = wishes.next(kind, lease);
    const submitted = await submitRequest(deps, actingAs(person), { wish });
    if (!submitted.ok) throw new Error(submitted.problem.detail);
    const { id, delivery } = submitted.value;
    // Where it took longer than people wait: it is kept, and opened later.
    if (delivery.delivered === 'recorded') {
      await until(async () => (await installation.store.requests.byId(id)) !== undefined, 'opening', PATIENCE_MS);
    }
    return submitted.value;
  };
  const approve = async ({ id, request }: Submitted): Promise<void> => {
    const approver = wishes.person(request.levels[0]?.approvers[0]?.personId);
    const decided = await decideRequest(deps, actingAs(approver), id, { decision: 'approve', clickId: `yes ${id}` });
    if (!decided.ok) throw new Error(decided.problem.detail);
  };
  const submitted = (leaseMs: number) => submit(DECIDED, { kind: 'for', length: shortLength(leaseMs) });
  const over = (id: RequestId) => client.workflow.getHandle(requestWorkflowId(id)).result();
  const ofServer = database.pid === undefined ? {} : { postgres: database.pid };

  return {
    ...installation,
    ...{ client, gateway, happened },
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

    sqlOfWorker: () => askSql(worker),

    async stop() {
      await worker.stop();
      await installation.store.close();
    },
  };
}

function askSql({ child }: Program): Promise<SqlCount> {
  const { promise, resolve } = Promise.withResolvers<SqlCount>();
  const listen = (message: unknown) => {
    if (typeof message !== 'object' || message === null || !('sql' in message)) return;
    child.off('message', listen);
    resolve(message.sql as SqlCount);
  };
  child.on('message', listen);
  child.send('sql');
  return promise;
}
