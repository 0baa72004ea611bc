import { MikroORM as PostgresOrm } from '@mikro-orm/postgresql';
import { NodeSqliteDialect, SqliteDriver, MikroORM as SqlOrm } from '@mikro-orm/sql';
import type { MikroORM } from '@mikro-orm/core';
import type { DatabaseAddress } from './connections.ts';
import { entities } from './entities/index.ts';

/** What the entities say, and what the database says of itself. */
export function openOrm(address: DatabaseAddress): Promise<MikroORM> {
  const opening = address.kind === 'sqlite' ? onSqlite(address.file) : onPostgres(address);
  return opening as unknown as Promise<MikroORM>;
}

const SHARED = {
  entities,
  debug: false,
  logger: () => {},
  // The table that records migrations is no entity: comparing the schema must leave it alone.
  schemaGenerator: { skipTables: ['migration'] },
};

function onSqlite(file: string) {
  return SqlOrm.init({ driver: SqliteDriver, dbName: file, driverOptions: new NodeSqliteDialect(file), ...SHARED });
}

/**
 * A connection that is new has to be let in, to learn what the tables are like and to prepare every statement: what comes
 * in bursts would pay for that each time.
 */
const IDLE_MS = 5 * 60_000;

function onPostgres({ url, poolSize = 20 }: { readonly url: string; readonly poolSize?: number }) {
  return PostgresOrm.init({
    ...{ clientUrl: url, pool: { min: 0, max: poolSize } },
    driverOptions: { pipeline: true, idleTimeoutMillis: IDLE_MS },
    ...SHARED,
  });
}
