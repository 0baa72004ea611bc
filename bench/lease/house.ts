import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import { NODE_FLAGS } from '../../src/supervisor/node-flags.ts';
import { createPortFinder } from '../../tests/setup/ports.ts';
import { startDatabase } from '../support/databases.ts';
import { type CleanUps, inFolder } from '../support/in-folder.ts';
import type { BenchOptions, DatabaseKind } from '../support/options.ts';
import { startProgram } from '../support/processes.ts';
import { startTemporal } from '../support/temporal.ts';
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
export function inHouse<T>(kind: DatabaseKind, options: BenchOptions, work: (house: House) => Promise<T>): Promise<T> {
  return inFolder(options.signal, async (folder, cleanUps) => work(await furnish(kind, folder, options, cleanUps)));
}

async function furnish(kind: DatabaseKind, folder: string, options: BenchOptions, cleanUps: CleanUps): Promise<House> {
  const temporal = await startTemporal(folder, await freePort(), options);
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
      startProgram(workerFile('our-worker'), { temporal: temporal.address, database: database.address }, [
        ...NODE_FLAGS,
        ...(options.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${options.profile}`]),
      ]),
  });
  cleanUps.push(ours.stop);
  const bareWorker = await startProgram(workerFile('bare-worker'), { temporal: temporal.address });
  cleanUps.push(bareWorker.stop);
  return { kind, ours, bare: createBareSide({ ...common, worker: bareWorker }) };
}
