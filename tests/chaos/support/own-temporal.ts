import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type DevServer, startDevServer } from '../../../src/temporal/dev-server/start-dev-server.ts';
import { ensureTemporalBinary } from '../../../src/temporal/dev-server/temporal-binary.ts';
import { searchAttributes } from '../../../src/temporal/search-attributes.ts';
import { freePort } from '../../support/free-port.ts';

/** What can be killed, and started again where it was. */
export interface Mortal {
  kill(): Promise<void>;
  start(): Promise<void>;
}

export interface OwnTemporal extends Mortal {
  readonly address: string;
  readonly namespace: string;
  /** The program that is the server and the operators' tool. */
  readonly binary: string;
  /** For a server that is dead: everything that it knew is gone. */
  wipe(): Promise<void>;
}

const attributes = Object.fromEntries(Object.values(searchAttributes).map(({ name, type }) => [name, type]));

/** A Temporal server of one test file, with its state in a file: killing it concerns nobody else. */
export async function anOwnTemporal(folder: string): Promise<OwnTemporal> {
  const { path: binary } = await ensureTemporalBinary({ need: 'time-skipping', report: console.log });
  const port = await freePort();
  const dbFile = join(folder, 'temporal.db');
  const launch = () => startDevServer({ binary, port, dbFile, searchAttributes: attributes, detached: true });
  let server: DevServer = await launch();
  return {
    address: server.address,
    namespace: 'default',
    binary,
    async kill() {
      killNow(server.pid);
      await server.exited;
    },
    async start() {
      server = await launch();
    },
    async wipe() {
      for (const end of ['', '-wal', '-shm']) await rm(`${dbFile}${end}`, { force: true });
    },
  };
}

/** `kill -9`; nothing where it is dead already. */
export function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
