import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Pool, PoolClient, QueryResult } from 'pg';
import type { Answer, Connections, Reader, Transaction } from './connections.ts';

/** On the connections that the ORM's own pool makes. */
export function openPostgres(pool: Pool): Connections {
  const statementOf = createPreparing();
  const lines = new WeakMap<PoolClient, Line>();
  const waiting = new Set<Promise<PoolClient>>();
  async function take(): Promise<Line> {
    const connecting = pool.connect();
    waiting.add(connecting);
    const client = await connecting.finally(() => waiting.delete(connecting));
    const line = lines.get(client) ?? lineTo(client, statementOf);
    lines.set(client, line);
    return line;
  }
  return {
    reader: { dialect: 'postgres', ask: gathering(take) },
    transact: async (work) => transact(await take(), work),
    lostRace: (error) => LOST_RACE.has((error as { code?: unknown }).code),
    // The pool is closed by whose it is. Who waits for a connection then would wait for ever.
    async close() {
      while (waiting.size > 0) await Promise.allSettled(waiting);
    },
  };
}

/**
 * Something unique is taken; or each waits for the other; or, where the server isolates transactions more than it does by
 * itself, somebody has changed what was read.
 */
const LOST_RACE: ReadonlySet<unknown> = new Set(['23505', '40P01', '40001']);

/**
 * What was prepared is not there any more, or a table has other types since: on this connection the same statement would
 * fail for ever.
 */
const OUTDATED: ReadonlySet<unknown> = new Set(['26000', '0A000']);

/**
 * How statements get to PostgreSQL. Those of one moment go out together, and with them those that nobody waits for: to be
 * told of a statement and to tell costs both sides more than most statements do, and a lock taken last is held no longer
 * than PostgreSQL needs itself.
 */
interface Line {
  /** Goes out with whatever else is asked in this moment. */
  ask(text: string, values?: readonly unknown[], reasonOf?: ReasonOf): Promise<QueryResult>;
  /** Goes out with what is asked next. */
  tell(text: string, values: readonly unknown[] | undefined, reasonOf: ReasonOf): void;
  /** Back to the pool; broken: the connection ends, and its transaction with it. */
  release(broken?: boolean): void;
}

/** Told of failures in the order of the statements; a promise may be heard out of turn. */
type ReasonOf = (error: Error) => Error;

type Done = (error: Error | null | undefined, result: QueryResult) => void;

function lineTo(client: PoolClient, statementOf: StatementOf): Line {
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Socket } }).connection;
  let isHeld = false;
  let isAsked = false;
  let isOutdated = false;
  function hold(text: string, values: readonly unknown[] = [], done: Done): void {
    if (!isHeld) stream.cork();
    isHeld = true;
    const answered: Done = (error, result) => {
      isOutdated ||= OUTDATED.has((error as { code?: unknown } | null)?.code);
      done(error, result);
    };
    void client.query(statementOf(text, values), answered as never);
  }
  function send(): void {
    isAsked = false;
    isHeld = false;
    stream.uncork();
  }
  return {
    ask: (text, values, reasonOf = (error) => error) =>
      new Promise((resolve, reject) => {
        hold(text, values, (error, result) => (error ? reject(reasonOf(error)) : resolve(result)));
        if (!isAsked) process.nextTick(send);
        isAsked = true;
      }),
    tell: (text, values, reasonOf) => hold(text, values, (error) => error && reasonOf(error)),
    release: (broken = isOutdated) => client.release(broken),
  };
}

async function transact<T>(line: Line, work: (tx: Transaction) => Promise<T>): Promise<T> {
  let failure: Error | undefined;
  // After a failure PostgreSQL refuses whatever comes next: why, was said before.
  const reasonOf = (error: Error): Error => {
    failure ??= error;
    return failure;
  };
  const tell: Transaction['tell'] = async (text, values) => line.tell(text, values, reasonOf);
  const ask: Transaction['ask'] = (text, values) => line.ask(text, values, reasonOf).then(answerOf);
  try {
    await tell('begin');
    const result = await work({ dialect: 'postgres', ask, tell });
    // One that could not even be sent: the others must not stand without it.
    const { command } = await line.ask(failure === undefined ? 'commit' : 'rollback');
    if (command !== 'COMMIT') throw failure ?? new Error('PostgreSQL rolled the transaction back');
    line.release();
    return result;
  } catch (error) {
    await line.ask('rollback').then(
      () => line.release(),
      () => line.release(true),
    );
    throw error;
  }
}

/** On one connection, one after the other: more of them would wait too long for each other. */
const MOST_TOGETHER = 8;

/** What is asked in one moment goes to one connection. */
function gathering(take: () => Promise<Line>): Reader['ask'] {
  let asked: ((line: Promise<Line>) => Promise<unknown>)[] = [];
  function send(): void {
    const all = asked;
    asked = [];
    for (let from = 0; from < all.length; from += MOST_TOGETHER) {
      const line = take();
      void Promise.all(all.slice(from, from + MOST_TOGETHER).map((ask) => ask(line)))
        .then(() => line)
        .then(
          ({ release }) => release(),
          () => {},
        );
    }
  }
  return (text, values) =>
    new Promise((resolve, reject) => {
      if (asked.length === 0) process.nextTick(send);
      asked.push((line) =>
        line
          .then(({ ask }) => ask(text, values))
          .then(answerOf)
          .then(resolve, reject),
      );
    });
}

function answerOf({ rows, rowCount }: QueryResult): Answer {
  return { rows: rows as Answer['rows'], changed: rowCount ?? 0 };
}

/** Each stays on the server until the connection ends. */
const MOST_PREPARED = 500;

type StatementOf = (text: string, values: readonly unknown[]) => { text: string; name?: string; values?: unknown[] };

/**
 * Each is prepared once on a connection: planning it each time costs the server as much as doing it. Its name follows from
 * its text: behind a pooler the same name never means another statement. A pooler has to know prepared statements, as
 * PgBouncer does from 1.21.
 */
function createPreparing(): StatementOf {
  const prepared = new Map<string, { readonly text: string; readonly name: string }>();
  function preparedFor(text: string): { readonly text: string; readonly name?: string } {
    const known = prepared.get(text);
    if (known !== undefined) return known;
    const sent = numbered(text);
    if (prepared.size >= MOST_PREPARED) return { text: sent };
    const named = { text: sent, name: createHash('sha256').update(sent).digest('hex').slice(0, 32) };
    prepared.set(text, named);
    return named;
  }
  return (text, values) => (values.length === 0 ? { text } : { ...preparedFor(text), values: [...values] });
}

function numbered(text: string): string {
  let number = 0;
  return text.replaceAll('?', () => `$${++number}`);
}
