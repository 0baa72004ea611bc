import { GENESIS } from '../domain/audit/chain.ts';
import { StartProblem } from '../ports/start-problem.ts';
import type { Transaction } from './connections.ts';
import type { Database } from './database.ts';
import { migrations } from './migrations/index.ts';
import { tables } from './tables.ts';

/** Any number that nothing else in the database locks on. */
const ADVISORY_LOCK = 4_710_011;

/**
 * Brings the database to this version in one transaction, all or nothing, under a lock: of several replicas starting at
 * once one does the work and the others wait. On SQLite the lock is the write lock that the transaction begins with.
 * MikroORM's own migrator talks to the database outside of the transaction it is given, which on SQLite waits for ever.
 */
export async function migrate(database: Database): Promise<void> {
  await database.transact(async (tx) => {
    if (database.dialect === 'postgres') await tx.tell(`select pg_advisory_xact_lock(${ADVISORY_LOCK})`);
    await tx.tell('create table if not exists migration (name text not null primary key, applied_at text not null)');
    const applied = await tx.ask('select name from migration order by name');
    const names = new Set(applied.rows.map(({ name }) => String(name)));
    refuseNewer(names);
    for (const { name, statements } of migrations.filter((migration) => !names.has(migration.name))) {
      for (const statement of statements[database.dialect]) await tx.tell(statement);
      await tx.tell('insert into migration (name, applied_at) values (?, ?)', [name, new Date().toISOString()]);
    }
    await beginRecord(tx);
  });
}

function refuseNewer(applied: ReadonlySet<string>): void {
  const known = new Set(migrations.map(({ name }) => name));
  const [unknown] = applied.difference(known);
  if (unknown === undefined) return;
  throw new StartProblem(
    `The database has migration ${unknown}, which this version of Leasehold does not know: it was written by a newer one. Nothing was changed. Start the newer version, or restore the backup made before the upgrade.`,
  );
}

async function beginRecord(tx: Transaction): Promise<void> {
  await tables.auditHead.insertNew(tx, { id: 1, ...GENESIS }, ['id']);
}
