import type { Database, Em } from './database.ts';
import { AuditHead } from './entities/record.entity.ts';
import { GENESIS } from '../domain/audit/chain.ts';
import { migrationNames } from './migrations/index.ts';

/** The database was written by a newer version: this code must not touch it. */
export class DatabaseTooNew extends Error {
  override readonly name = 'DatabaseTooNew';
}

/** Any number that nothing else in the database locks on. */
const ADVISORY_LOCK = 4_710_011;

/**
 * Brings the database to this version, all or nothing, under a lock: of several replicas starting at once one does the
 * work and the others wait. On SQLite the lock is the write lock that the transaction itself takes.
 */
export async function migrate(database: Database): Promise<void> {
  await database.transact(async (em) => {
    if (database.dialect === 'postgres') await em.execute(`select pg_advisory_xact_lock(${ADVISORY_LOCK})`);
    await refuseNewer(em, database);
    await database.orm.migrator.up({ transaction: em.getTransactionContext() });
    const head = await em.count(AuditHead);
    if (head === 0) await em.insert(AuditHead, { id: 1, ...GENESIS });
  });
}

async function refuseNewer(em: Em, database: Database): Promise<void> {
  if (!(await hasMigrationTable(em, database))) return;
  const applied = await em.execute<{ name: string }[]>('select name from migration order by name');
  const known = migrationNames();
  const unknown = applied.find(({ name }) => !known.includes(name));
  if (unknown === undefined) return;
  throw new DatabaseTooNew(
    `The database has migration ${unknown.name}, which this version of Leasehold does not know: it was written by a newer one. Nothing was changed. Start the newer version, or restore the backup made before the upgrade.`,
  );
}

async function hasMigrationTable(em: Em, database: Database): Promise<boolean> {
  const found =
    database.dialect === 'sqlite'
      ? await em.execute("select 1 from sqlite_master where type = 'table' and name = 'migration'")
      : await em.execute("select 1 from pg_tables where schemaname = current_schema() and tablename = 'migration'");
  return found.length > 0;
}
