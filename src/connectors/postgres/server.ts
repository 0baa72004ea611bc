import { Socket } from 'node:net';
import { Client, type QueryResultRow } from 'pg';
import type { App } from '../../domain/catalog/app.ts';
import { SECOND } from '../../domain/time.ts';
import { ConnectorError } from '../../ports/connector.ts';
import type { Secrets } from '../../ports/environment.ts';
import { urlOf } from './config.ts';
import { classed } from './failures.ts';

export interface Server {
  query<Row extends QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** One connection for one call; every error comes out classed. */
export type OnServer = <T>(app: App, work: (server: Server) => Promise<T>) => Promise<T>;

const STATEMENT_MS = 5 * SECOND;

/** All of a call together. The core gives a call up later than this, so that none is under way that nobody waits for. */
const WHOLE_CALL_MS = 20 * SECOND;
export const CALL_TIMEOUT_MS = 30 * SECOND;

export function createOnServer(secrets: Secrets): OnServer {
  return async (app, work) => {
    const socket = new Socket();
    const client = clientOf(urlOf(app, secrets), socket);
    const tooLate = setTimeout(() => socket.destroy(), WHOLE_CALL_MS);
    try {
      await client.connect();
      const server = serverOf(client);
      await refuseOld(app, server);
      return await work(server);
    } catch (error) {
      throw classed(app, error);
    } finally {
      await client.end().catch(() => {});
      clearTimeout(tooLate);
    }
  };
}

function clientOf(connectionString: string, socket: Socket): Client {
  const client = new Client({
    ...{ connectionString, stream: () => socket, application_name: 'leasehold' },
    ...{ connectionTimeoutMillis: STATEMENT_MS, statement_timeout: STATEMENT_MS, lock_timeout: STATEMENT_MS },
    query_timeout: STATEMENT_MS + SECOND,
  });
  // A connection that breaks is told by the query that waits on it; without a listener it would end the process too.
  client.on('error', () => {});
  return client;
}

function serverOf(client: Client): Server {
  return {
    async query<Row extends QueryResultRow>(sql: string, values: readonly unknown[] = []) {
      return (await client.query<Row>(sql, [...values])).rows;
    },
  };
}

const OLDEST = 160_000;

/** Before 16 a membership did not say who gave it, nor whether it is inherited. */
async function refuseOld({ name }: App, server: Server): Promise<void> {
  const [found] = await server.query<{ version: number }>(
    "select current_setting('server_version_num')::int as version",
  );
  if (found === undefined || found.version < OLDEST)
    throw new ConnectorError('permanent', `${name} needs PostgreSQL 16 or newer.`);
}

/** Calls about one account take turns, also those of other workers. */
export async function inTurn<T>(server: Server, account: string, work: () => Promise<T>): Promise<T> {
  await server.query('begin');
  try {
    await server.query('select pg_advisory_xact_lock($1, hashtext($2))', [LOCKS, account]);
    const done = await work();
    await server.query('commit');
    return done;
  } catch (error) {
    await server.query('rollback').catch(() => {});
    throw error;
  }
}

/** Any number that other programs in the same database do not take for their locks. */
const LOCKS = 0x1ea5e;
