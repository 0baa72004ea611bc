import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { SqliteDialect } from 'kysely';

/**
 * SQLite for two processes. A transaction takes the write lock when it begins: one that first reads and then wants to
 * write cannot be upgraded while another process writes, and would fail at once whatever the time-out says.
 */
export function sqliteDialect(file: string): SqliteDialect {
  return new SqliteDialect({ database: () => Promise.resolve(open(file)) });
}

const WAIT_FOR_OTHER_PROCESS_MS = 15_000;

function open(file: string) {
  const db = new DatabaseSync(file, { timeout: WAIT_FOR_OTHER_PROCESS_MS, enableForeignKeyConstraints: true });
  db.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma temp_store = memory;');
  const prepared = new Map<string, ReturnType<typeof statement>>();
  return {
    prepare(sql: string) {
      let known = prepared.get(sql);
      if (known === undefined) {
        known = statement(db.prepare(sql === 'begin' ? 'begin immediate' : sql), sql);
        if (prepared.size < 500) prepared.set(sql, known);
      }
      return known;
    },
    close: () => db.close(),
  };
}

function statement(compiled: StatementSync, sql: string) {
  const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
  return {
    reader: /^\s*(select|pragma|explain|with)/i.test(sql) || /\breturning\b/i.test(sql),
    all: (parameters: readonly unknown[]) => compiled.all(...values(parameters)),
    run: (parameters: readonly unknown[]) => compiled.run(...values(parameters)),
    iterate: (parameters: readonly unknown[]) => compiled.iterate(...values(parameters)),
  };
}
