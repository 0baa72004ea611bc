import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import type { PersonId, RequestId } from '../../src/domain/ids.ts';
import { SLACK_PATH } from '../../src/slack/receiver/http.ts';
import { createRequestGateway } from '../../src/temporal/gateway.ts';
import { createCalendar } from '../../src/time/calendar.ts';
import { initialiseOrganisation } from '../../src/use-cases/initialise-organisation.ts';
import { createPortFinder } from '../../tests/setup/ports.ts';
import { type BenchInstallation, openInstallationAt } from '../lease/installation.ts';
import { anOrganisationToMeasure, DECIDED, UNATTENDED } from '../lease/organisation.ts';
import { createAsking } from '../lease/sides/asking.ts';
import { listenTo } from '../lease/sides/side.ts';
import { createWishes } from '../lease/sides/wishes.ts';
import { startDatabase } from '../support/databases.ts';
import { type CleanUps, inFolder } from '../support/in-folder.ts';
import { closedLoop, until } from '../support/measure.ts';
import type { BenchOptions, DatabaseKind } from '../support/options.ts';
import { type Program, startProgram } from '../support/processes.ts';
import { startTemporal } from '../support/temporal.ts';
import { startSilentSlack } from './silent-slack.ts';
import { install } from './workspace.ts';

export interface Pending {
  readonly id: RequestId;
  readonly decidesIt: PersonId;
}

/** A server with Slack in front of it, a worker behind it, and apps that never answer. */
export interface Office {
  /** Where Slack calls. */
  readonly url: string;
  /** Where an answer to one person goes. */
  readonly responseUrl: string;
  readonly anybody: PersonId;
  /** What the server said went wrong. */
  readonly broke: readonly string[];
  /** So many requests that wait for somebody. */
  ask(count: number): Promise<readonly Pending[]>;
  /** More than the worker can have in hand; how many. */
  fillProvisioning(): Promise<number>;
  /** Until what was begun is done; a sentence for each decision that did not come to pass. */
  settled(approved: readonly Pending[], rejected: readonly Pending[]): Promise<readonly string[]>;
}

const freePort = createPortFinder();
/** Pages need it. */
const LAUNCH = fileURLToPath(new URL('../../src/launch.mjs', import.meta.url));
const programFile = (name: string) => fileURLToPath(new URL(`./programs/${name}.ts`, import.meta.url));
const FOR_A_DAY = { kind: 'for', length: 'P1D' } as const;
/** A worker has a hundred activities of a queue in hand, unless told otherwise. */
const MORE_THAN_IN_HAND = 150;
const PATIENCE_MS = 60_000;
/** Longer than anything that is still under way keeps silent. */
const QUIET_MS = 300;

export function inOffice<T>(
  kind: DatabaseKind,
  options: BenchOptions,
  work: (office: Office) => Promise<T>,
): Promise<T> {
  return inFolder(options.signal, async (folder, cleanUps) => {
    const temporal = await startTemporal(folder, await freePort(), options);
    cleanUps.push(temporal.stop);
    const database = await startDatabase(kind, folder, await freePort());
    cleanUps.push(database.stop);
    const installation = await openInstallationAt(database.address);
    cleanUps.push(() => installation.store.close());
    await initialiseOrganisation(installation, { organisation: anOrganisationToMeasure(), source: 'benchmark' });
    await install(installation);
    const slack = await startSilentSlack();
    cleanUps.push(slack.stop);
    const [port, where] = [await freePort(), { temporal: temporal.address, database: database.address }];
    const worker = await startProgram(programFile('hanging-worker'), where);
    cleanUps.push(worker.stop);
    const server = await startProgram(programFile('server'), { ...where, slack: slack.url, port }, [LAUNCH]);
    cleanUps.push(server.stop);
    const people = await peopleIn(installation, temporal.address, worker, cleanUps);
    const isQuiet = () => slack.isQuiet(QUIET_MS);
    const addresses = { url: `http://127.0.0.1:${port}${SLACK_PATH}`, responseUrl: `${slack.url}/respond` };
    const settled: Office['settled'] = async (approved, rejected) => {
      const lost = await lostOf(installation, approved, rejected);
      await until(isQuiet, 'quiet', PATIENCE_MS);
      return lost;
    };
    return work({ ...addresses, ...people, settled, broke: brokenIn(server) });
  });
}

type People = Omit<Office, 'url' | 'responseUrl' | 'settled' | 'broke'>;

async function peopleIn(
  installation: BenchInstallation,
  address: string,
  worker: Program,
  cleanUps: CleanUps,
): Promise<People> {
  const connection = await NativeConnection.connect({ address, grpcCompression: { codec: 'none' } });
  cleanUps.push(() => connection.close());
  const gateway = createRequestGateway({ client: new Client({ connection }) });
  const wishes = await createWishes(installation);
  const deps = { ...installation, gateway, calendarOf: createCalendar };
  const { submit } = createAsking(deps, wishes, listenTo(worker));
  const [first] = await installation.store.people.all();
  return {
    anybody: first?.id ?? 'per_',

    async ask(count) {
      const pending: Pending[] = [];
      await closedLoop(count, 10, async () => {
        const { id, request } = await submit(DECIDED, FOR_A_DAY);
        pending.push({ id, decidesIt: request.levels[0]?.approvers[0]?.personId ?? 'per_' });
      });
      return pending;
    },

    async fillProvisioning() {
      await closedLoop(MORE_THAN_IN_HAND, 10, async () => void (await submit(UNATTENDED, FOR_A_DAY)));
      return MORE_THAN_IN_HAND;
    },
  };
}

async function lostOf(
  installation: BenchInstallation,
  ...[approved, rejected]: Parameters<Office['settled']>
): Promise<readonly string[]> {
  return [
    ...(await lostAmong(installation, approved, 'approved')),
    ...(await lostAmong(installation, rejected, 'rejected')),
  ];
}

async function lostAmong({ store }: BenchInstallation, some: readonly Pending[], decision: string): Promise<string[]> {
  const isSo = async ({ id }: Pending) => (await store.requests.byId(id))?.decision === decision;
  const undecided = async () => {
    const so = await Promise.all(some.map(isSo));
    return so.filter((one) => !one).length;
  };
  try {
    await until(async () => (await undecided()) === 0, decision, PATIENCE_MS);
    return [];
  } catch {
    return [
      `${await undecided()} of ${some.length} requests were not ${decision}, though Slack was told that it was heard`,
    ];
  }
}

function brokenIn({ child }: Program): readonly string[] {
  const broke: string[] = [];
  child.on('message', (message) => {
    if (typeof message === 'object' && 'broke' in message) broke.push(String(message.broke));
  });
  return broke;
}
