import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { productAttributes } from '../../src/temporal/dev-server/product-attributes.ts';
import { startDevServer } from '../../src/temporal/dev-server/start-dev-server.ts';
import { ensureTemporalBinary } from '../../src/temporal/dev-server/temporal-binary.ts';
import { createPortFinder } from '../../tests/setup/ports.ts';
import { startDatabase } from '../support/databases.ts';
import type { BenchOptions, DatabaseKind } from '../support/options.ts';
import { startProgram } from '../support/processes.ts';
import { type BareSide, createBareSide } from './sides/bare-side.ts';
import { createOurSide, type OurSide } from './sides/our-side.ts';

/** One Temporal server with both sides on it, and the database of ours. */
export interface House {
  readonly kind: DatabaseKind;
  readonly bare: BareSide;
  readonly ours: OurSide;
}

const workerFile = (name: string) => fileURLToPath(new URL(`./workers/${name}.ts`, import.meta.url));
const freePort = createPortFinder();

/** Everything is begun anew, and ended whatever happens. */
export async function inHouse<T>(
  kind: DatabaseKind,
  options: BenchOptions,
  work: (house: House) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'leasehold-bench-'));
  await chmod(folder, 0o711);
  const cleanUps: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true, maxRetries: 3 })];
  const interrupted = new Promise<never>((_, reject) => {
    options.signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
  });
  interrupted.catch(() => {});
  try {
    const house = await furnish(kind, folder, options, cleanUps);
    return await Promise.race([work(house), interrupted]);
  } finally {
    for (const cleanUp of cleanUps.reverse()) await cleanUp();
  }
}

async function furnish(
  kind: DatabaseKind,
  folder: string,
  { say, profile, signal }: BenchOptions,
  cleanUps: (() => Promise<unknown>)[],
): Promise<House> {
  const { path: binary } = await ensureTemporalBinary({ need: 'any', report: say, signal });
  const dbFile = join(folder, 'temporal.db');
  const searchAttributes = productAttributes;
  const temporal = await startDevServer({ binary, port: await freePort(), dbFile, searchAttributes, detached: true });
  cleanUps.push(temporal.stop);
  const database = await startDatabase(kind, folder, await freePort());
  cleanUps.push(database.stop);
  const connection = await NativeConnection.connect({ address: temporal.address, grpcCompression: { codec: 'none' } });
  cleanUps.push(() => connection.close());
  const client = new Client({ connection });
  const common = { client, temporal: temporal.pid };
  const ours = await createOurSide({
    ...common,
    database,
    startWorker: () =>
      startProgram(
        workerFile('our-worker'),
        { temporal: temporal.address, database: database.address },
        profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`],
      ),
  });
  cleanUps.push(ours.stop);
  const bareWorker = await startProgram(workerFile('bare-worker'), { temporal: temporal.address });
  cleanUps.push(bareWorker.stop);
  return { kind, ours, bare: createBareSide({ ...common, worker: bareWorker }) };
}
