import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseAddress } from '../../src/db/connections.ts';
import { startPostgres } from '../../tests/setup/postgres-server.ts';
import type { DatabaseKind } from './options.ts';

export interface BenchDatabase {
  readonly address: DatabaseAddress;
  /** Of its server, where it has one. */
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

/** An empty database of that kind; `folder` must let the user of the PostgreSQL server through. */
export async function startDatabase(kind: DatabaseKind, folder: string, port: number): Promise<BenchDatabase> {
  if (kind === 'sqlite') {
    return { address: { kind, file: join(folder, 'leasehold.db') }, pid: undefined, stop: async () => {} };
  }
  const server = await startPostgres(folder, port);
  const [pid] = (await readFile(join(folder, 'postgres-data', 'postmaster.pid'), 'utf8')).split('\n');
  return { address: { kind, url: server.url('postgres') }, pid: Number(pid), stop: server.stop };
}
