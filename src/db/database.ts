import { DeadlockException, type MikroORM, UniqueConstraintViolationException } from '@mikro-orm/core';
import { MikroORM as PostgresOrm } from '@mikro-orm/postgresql';
import { type SqlEntityManager, SqliteDriver, MikroORM as SqlOrm } from '@mikro-orm/sql';
import { DatabaseError } from 'pg';
import { entities } from './entities/index.ts';
import { sendingTogether } from './postgres-client.ts';
import { sqliteDialect } from './sqlite-dialect.ts';

export type Em = SqlEntityManager;
export type Dialect = 'sqlite' | 'postgres';

export interface Database {
  readonly dialect: Dialect;
  readonly orm: MikroORM;
  /** A fresh unit of work. Inside `transactional`, only the `em` it hands over may be used. */
  em(): Em;
  /** The only way to write. */
  transact<T>(work: (em: Em) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export type DatabaseAddress =
  | { readonly kind: 'sqlite'; readonly file: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly poolSize?: number };

export async function openDatabase(address: DatabaseAddress): Promise<Database> {
  const orm = address.kind === 'sqlite' ? await openSqlite(address.file) : await openPostgres(address);
  const em = () => orm.em.fork() as Em;
  return {
    dialect: address.kind,
    orm,
    em,
    transact: (work) => withRetry(() => transactional(em(), work)),
    close: () => orm.close(true),
  };
}

function openSqlite(file: string): Promise<MikroORM> {
  return SqlOrm.init({
    driver: SqliteDriver,
    dbName: file,
    driverOptions: sqliteDialect(file),
    ...shared,
  }) as unknown as Promise<MikroORM>;
}

function openPostgres(address: { readonly url: string; readonly poolSize?: number }): Promise<MikroORM> {
  return PostgresOrm.init({
    clientUrl: address.url,
    pool: { min: 0, max: address.poolSize ?? 20 },
    driverOptions: { pipeline: true, onPoolCreated: sendingTogether },
    ...shared,
  }) as unknown as Promise<MikroORM>;
}

const shared = {
  entities,
  debug: false,
  logger: () => {},
  // The table that records migrations is no entity: comparing the schema must leave it alone.
  schemaGenerator: { skipTables: ['migration'] },
};

/** What nobody waited for is said by the commit, and in PostgreSQL's own words. */
async function transactional<T>(em: Em, work: (em: Em) => Promise<T>): Promise<T> {
  try {
    return await em.transactional((inner) => work(inner as Em));
  } catch (error) {
    throw error instanceof DatabaseError ? em.getPlatform().getExceptionConverter().convertException(error) : error;
  }
}

const ATTEMPTS = 5;

/**
 * Of two transactions at once one may find the other in its way: both insert the same row, or each waits for the other.
 * The loser did nothing; it goes again and finds what the winner wrote.
 */
async function withRetry<T>(transaction: () => Promise<T>, attempt = 1): Promise<T> {
  try {
    return await transaction();
  } catch (error) {
    const lostRace = error instanceof DeadlockException || error instanceof UniqueConstraintViolationException;
    if (!lostRace || attempt === ATTEMPTS) throw error;
    return withRetry(transaction, attempt + 1);
  }
}
