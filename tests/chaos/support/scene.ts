import '../../support/quiet-runtime.ts';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseAddress } from '../../../src/db/connections.ts';
import type { Organisation } from '../../../src/domain/organisation/organisation.ts';
import { initialiseOrganisation } from '../../../src/use-cases/initialise-organisation.ts';
import { advance } from '../../support/advance.ts';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry } from '../../support/builders.ts';
import { peopleOf } from '../../support/people.ts';
import type { Stage } from '../../support/stories.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { workflowBundle } from '../../support/workflow-bundle.ts';
import { type Composed, composed, type Site } from './composed.ts';
import { anOwnPostgres, type OwnPostgres } from './own-postgres.ts';
import { anOwnTemporal, type OwnTemporal } from './own-temporal.ts';
import { aWorkerProcess, type WorkerProcess } from './worker-process.ts';

export interface Scene {
  readonly stage: Stage;
  readonly people: ReturnType<typeof peopleOf>;
  readonly temporal: OwnTemporal;
  /** Where the installation is on PostgreSQL. */
  readonly postgres: OwnPostgres | undefined;
  readonly worker: WorkerProcess;
  close(): Promise<void>;
}

export const CROWD = ['bo', 'cy', 'di', 'ed', 'flo', 'gus', 'hal', 'ivy', 'jo', 'kim'] as const;
const MOST_ASKED = 100;

/** Ada and Lin decide; the crowd asks, each time for something else. */
export function aCompany(): Organisation {
  const mail = (name: string) => `${name}@example.com`;
  const entitlements = Array.from({ length: MOST_ASKED }, (_, at) => anEntitlementEntry({ slug: `e${at + 1}` }));
  return anOrganisation({
    people: [...CROWD, 'ada', 'lin'].map((name) => aPersonEntry({ email: mail(name), name })),
    apps: [anAppEntry({ slug: 'app', owners: [mail('ada'), mail('lin')], entitlements })],
  });
}

/** An installation on servers that belong to this test file alone, with a worker in a process of its own. */
export async function aScene(kind: DatabaseAddress['kind']): Promise<Scene> {
  const folder = await tempFolder();
  const postgres = kind === 'postgres' ? await anOwnPostgres(folder) : undefined;
  const temporal = await anOwnTemporal(folder);
  const database: DatabaseAddress =
    postgres === undefined
      ? { kind: 'sqlite', file: join(folder, 'installation.db') }
      : { kind: 'postgres', url: postgres.url };
  const { address, namespace } = temporal;
  const { codePath } = await workflowBundle();
  const site: Site = { database, temporal: { address, namespace }, taskQueue: 'own-requests', codePath };
  const house = await composed(site);
  const stage = await staged(house, aCompany());
  const worker = await aWorkerProcess(site);
  return {
    ...{ stage, people: peopleOf(stage), temporal, postgres, worker },
    async close() {
      await worker.kill();
      await house.close();
      await temporal.kill();
      await postgres?.kill();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Its people and things by name, as every other stage has them. */
async function staged(composed: Composed, organisation: Organisation): Promise<Stage> {
  await initialiseOrganisation(composed, { organisation, source: 'test' });
  const { client, store } = composed;
  const people = new Map((await store.people.all()).map((one) => [one.name, one]));
  const apps = new Map((await store.catalog.apps()).map((one) => [one.slug, one]));
  const things = [...apps.values()].map(async ({ id, slug }) =>
    (await store.catalog.entitlementsOf(id)).map((one) => [`${slug}/${one.slug}`, one] as const),
  );
  const entitlements = new Map((await Promise.all(things)).flat());
  const nothing = () => Promise.resolve();
  const house = {
    ...{ ...composed, stopWorkers: nothing, startWorkers: nothing },
    advance: (workflowId: string, ms: number) => advance(client, workflowId, ms),
  };
  return { house, person: named(people), app: named(apps), entitlement: named(entitlements) };
}

function named<T>(things: ReadonlyMap<string, T>): (name: string) => T {
  return (name) => {
    const thing = things.get(name);
    if (thing === undefined) throw new Error(`the stage has no ${name}`);
    return thing;
  };
}
