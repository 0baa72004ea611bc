import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import type { Answer, Connections, Transaction } from './connections.ts';

/**
 * SQLite for several processes. Whoever writes has the one connection to themselves; those who read have another, see what
 * is committed and wait for nobody.
 */
export function openSqlite(file: string): Connections {
  const writing = connect(file, { timeout: OPENING_TIMEOUT_MS });
  writing.db.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma temp_store = memory;');
  writing.db.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`);
  const reading = connect(file, { timeout: BUSY_TIMEOUT_MS, readOnly: true });
  const inTurn = createTurns();
  return {
    reader: { dialect: 'sqlite', ask: async (text, values) => reading.run(text, values) },
    transact: (work) => inTurn(() => transact(writing, work)),
    lostRace: (error) => LOST_RACE.has((error as { errcode?: number }).errcode ?? 0),
    close: () =>
      inTurn(async () => {
        for (const { db } of [reading, writing]) if (db.isOpen) db.close();
      }),
  };
}

/** Before anything else runs: another process may be making the file. */
const OPENING_TIMEOUT_MS = 15_000;

/** Short: nothing else runs in this process while SQLite waits. */
const BUSY_TIMEOUT_MS = 50;

/** A primary key, or anything else that is unique, is taken. */
const LOST_RACE: ReadonlySet<number> = new Set([1555, 2067]);

/** Those used last. */
const MOST_PREPARED = 500;

interface Connection {
  readonly db: DatabaseSync;
  run(text: string, values?: readonly unknown[]): Answer;
}

function connect(file: string, options: { readonly timeout: number; readonly readOnly?: boolean }): Connection {
  const db = new DatabaseSync(file, { ...options, enableForeignKeyConstraints: true });
  const prepared = new Map<string, { readonly statement: StatementSync; readonly answers: boolean }>();
  function preparedFor(text: string) {
    const known = prepared.get(text);
    const statement = known?.statement ?? db.prepare(text);
    const found = known ?? { statement, answers: statement.columns().length > 0 };
    prepared.delete(text);
    prepared.set(text, found);
    if (prepared.size > MOST_PREPARED) prepared.delete(prepared.keys().next().value ?? '');
    return found;
  }
  return {
    db,
    run(text, values = []) {
      const { statement, answers } = preparedFor(text);
      const bound = values.map((value) => (typeof value === 'boolean' ? Number(value) : value)) as SQLInputValue[];
      if (answers) return { rows: statement.all(...bound), changed: 0 };
      return { rows: [], changed: Number(statement.run(...bound).changes) };
    },
  };
}

/** One after the other, whether the last one came to a good end or not. */
function createTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(() => {});
    return turn;
  };
}

async function transact<T>({ db, run }: Connection, work: (tx: Transaction) => Promise<T>): Promise<T> {
  await begin(db);
  try {
    const result = await work({
      dialect: 'sqlite',
      ask: async (text, values) => run(text, values),
      tell: async (text, values) => void run(text, values),
      demand: async (text, values, otherwise) => {
        if (run(text, values).changed === 0) throw otherwise();
      },
    });
    db.exec('commit');
    return result;
  } catch (error) {
    // Some failures end the transaction themselves.
    if (db.isTransaction) db.exec('rollback');
    throw error;
  }
}

const PATIENCE_MS = 15_000;

/** In one of its kinds: another process may also be looking after what a third one left behind. */
function isBusy(error: unknown): boolean {
  return ((error as { errcode?: number }).errcode ?? 0) % 256 === 5;
}

/**
 * Takes the write lock at once: a transaction that first reads and then wants to write cannot be upgraded while another
 * process writes, and would fail whatever the time-out says. Waits for that process without holding up this one.
 */
async function begin(db: DatabaseSync): Promise<void> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (let attempt = 1; ; attempt++) {
    try {
      db.exec('begin immediate');
      return;
    } catch (error) {
      if (!isBusy(error) || Date.now() > giveUpAt) throw error;
      await setTimeout(Math.random() * Math.min(2 ** attempt, 50));
    }
  }
}
