import { DeadlockException, type MikroORM } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM as PostgresOrm } from '@mikro-orm/postgresql';
import { type SqlEntityManager, SqliteDriver, MikroORM as SqlOrm } from '@mikro-orm/sql';
import { entities } from './entities/index.ts';
import { migrationsOf } from './migrations/index.ts';
import { sqliteDialect } from './sqlite-dialect.ts';

export type Em = SqlEntityManager;
export type Dialect = 'sqlite' | 'postgres';

export interface Database {
  readonly dialect: Dialect;
  readonly orm: MikroORM;
  /** A fresh unit of work. Inside `transactional`, only the `em` it hands over may be used. */
  em(): Em;
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
    transact: (work) => withRetry(() => em().transactional((inner) => work(inner as Em))),
    close: () => orm.close(true),
  };
}

function openSqlite(file: string): Promise<MikroORM> {
  return SqlOrm.init({
    driver: SqliteDriver,
    dbName: file,
    driverOptions: sqliteDialect(file),
    ...shared('sqlite'),
  }) as unknown as Promise<MikroORM>;
}

function openPostgres(address: { readonly url: string; readonly poolSize?: number }): Promise<MikroORM> {
  return PostgresOrm.init({
    clientUrl: address.url,
    pool: { min: 0, max: address.poolSize ?? 20 },
    ...shared('postgres'),
  }) as unknown as Promise<MikroORM>;
}

function shared(dialect: Dialect) {
  return {
    entities,
    extensions: [Migrator],
    debug: false,
    logger: () => {},
    migrations: { migrationsList: migrationsOf(dialect), tableName: 'migration', snapshot: false, transactional: true },
  };
}

const ATTEMPTS = 5;

/** PostgreSQL ends one of two transactions that wait for each other: the loser did nothing and goes again. */
async function withRetry<T>(transaction: () => Promise<T>, attempt = 1): Promise<T> {
  try {
    return await transaction();
  } catch (error) {
    if (!(error instanceof DeadlockException) || attempt === ATTEMPTS) throw error;
    return withRetry(transaction, attempt + 1);
  }
}
