import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { SqliteDialect, SqliteDriver } from 'kysely';

/**
 * SQLite for several processes. A transaction takes the write lock when it begins: one that first reads and then wants to
 * write cannot be upgraded while another process writes, and would fail at once whatever the time-out says.
 */
export function sqliteDialect(file: string): SqliteDialect {
  const config = { database: () => Promise.resolve(open(file)) };
  const dialect = new SqliteDialect(config);
  dialect.createDriver = () => patient(new SqliteDriver(config));
  return dialect;
}

/** For anything outside of a transaction. Short: nothing else runs in this process while SQLite waits. */
const BUSY_TIMEOUT_MS = 50;

/** Before anything else runs: another process may be making the file. */
const OPENING_TIMEOUT_MS = 15_000;

function open(file: string) {
  const db = new DatabaseSync(file, { timeout: OPENING_TIMEOUT_MS, enableForeignKeyConstraints: true });
  db.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma temp_store = memory;');
  db.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`);
  const prepared = new Map<string, ReturnType<typeof statement>>();
  return {
    prepare(sql: string) {
      const known = prepared.get(sql) ?? statement(db.prepare(sql === 'begin' ? 'begin immediate' : sql), sql);
      prepared.delete(sql);
      prepared.set(sql, known);
      if (prepared.size > MOST_PREPARED) prepared.delete(prepared.keys().next().value ?? '');
      return known;
    },
    close: () => db.close(),
  };
}

/** Those used last: the ORM writes values into its statements, and none of them comes twice. */
const MOST_PREPARED = 500;

function statement(compiled: StatementSync, sql: string) {
  const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
  return {
    reader: /^\s*(select|pragma|explain|with)/i.test(sql) || /\breturning\b/i.test(sql),
    all: (parameters: readonly unknown[]) => compiled.all(...values(parameters)),
    run: (parameters: readonly unknown[]) => compiled.run(...values(parameters)),
    iterate: (parameters: readonly unknown[]) => compiled.iterate(...values(parameters)),
  };
}

const PATIENCE_MS = 15_000;
const SQLITE_BUSY = 5;

/**
 * Waits for another process's transaction without holding up this one's other work. It has to happen inside of `begin`:
 * one that fails never gives its connection back.
 */
function patient(driver: SqliteDriver): SqliteDriver {
  const begin = driver.beginTransaction.bind(driver);
  driver.beginTransaction = async (...args) => {
    const giveUpAt = Date.now() + PATIENCE_MS;
    for (let attempt = 1; ; attempt++) {
      try {
        return await begin(...args);
      } catch (error) {
        if ((error as { errcode?: number }).errcode !== SQLITE_BUSY || Date.now() > giveUpAt) throw error;
        await setTimeout(Math.random() * Math.min(2 ** attempt, 50));
      }
    }
  };
  return driver;
}
