import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBroker } from './broker.ts';
import { lazily } from './lazily.ts';
import { createPortFinder } from './ports.ts';

export interface TestHouse {
  /** How tests find the house: see tests/support/house.ts. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** The servers of one run, each started when the first test asks for it, and a folder for everything that is written. */
export async function openTestHouse(interrupted: AbortSignal): Promise<TestHouse> {
  const folder = await mkdtemp(join(tmpdir(), 'leasehold-test-'));
  await chmod(folder, 0o711); // the user of the PostgreSQL server must get through
  const freePort = createPortFinder();
  const { services, stop } = rooms(folder, freePort, interrupted);
  const broker = await startBroker({ ...services, port: freePort });
  return {
    env: { TEST_HOUSE_URL: broker.url, TEST_HOUSE_FOLDER: folder },
    async close() {
      await broker.close();
      await stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** Loaded when asked for as well: a broken file of the product then fails the tests that need it, and not the run. */
function rooms(folder: string, freePort: () => Promise<number>, interrupted: AbortSignal) {
  const postgres = lazily(async () => (await import('./postgres-server.ts')).startPostgres(folder, await freePort()));
  const databases = lazily(async () =>
    (await import('./postgres-databases.ts')).createPostgresDatabases(await postgres.get()),
  );
  const sqlite = lazily(async () =>
    (await import('./sqlite-template.ts')).createSqliteTemplate(join(folder, 'template.db')),
  );
  const temporal = lazily(async () =>
    (await import('./temporal-server.ts')).startTemporal(await freePort(), interrupted),
  );
  const chromium = lazily(async () => (await import('./chromium.ts')).findChromium(folder));
  const bundles = lazily(async () => (await import('./workflow-bundles.ts')).createWorkflowBundles(folder));
  return {
    services: {
      createDatabase: async () => (await databases.get()).create(),
      dropDatabase: async (name: string) => (await databases.get()).drop(name),
      sqliteTemplate: () => sqlite.get(),
      temporal: async () => (await temporal.get()).answer,
      chromium: () => chromium.get(),
      workflowBundle: async (entry: string) => (await bundles.get())(entry),
    },
    async stop() {
      await Promise.all([postgres.close((server) => server.stop()), temporal.close((server) => server.stop())]);
    },
  };
}
