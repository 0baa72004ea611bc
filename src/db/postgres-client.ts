import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Pool, PoolClient, QueryResult } from 'pg';

type Query = (text: string, values?: readonly unknown[], ...rest: unknown[]) => Promise<QueryResult>;

/** Values of statements whose answer nobody waits for. */
export const unawaited = new WeakSet<readonly unknown[]>();

/**
 * How statements get to PostgreSQL. Each is prepared once on a connection: planning it each time costs the server as much
 * as doing it. Those that nobody waits for, and `begin`, go out together with the next one that somebody waits for: to be
 * told of a statement and to tell costs both sides more than most statements do, and a lock taken last is held no longer
 * than PostgreSQL needs itself. A pooler in between has to know prepared statements, as PgBouncer does from 1.21.
 */
export function sendingTogether(pool: Pool): void {
  const nameOf = createNames();
  pool.on('connect', (client) => {
    const plain = client.query.bind(client) as unknown as (...given: unknown[]) => Promise<QueryResult>;
    const prepared: Query = (text, values, ...rest) => {
      const name = values !== undefined && values.length > 0 ? nameOf(text) : undefined;
      return name === undefined ? plain(text, values, ...rest) : plain({ name, text, values }, ...rest);
    };
    Object.assign(client, { query: together(prepared, client) });
  });
}

const NOTHING_YET = { command: '', rowCount: 0, rows: [], oid: 0, fields: [] } satisfies QueryResult;

/** What fails without anybody waiting fails the commit, and whatever is waited for until then. */
function together(send: Query, client: PoolClient): Query {
  const { stream } = (client as unknown as { readonly connection: { readonly stream: Socket } }).connection;
  let failure: Error | undefined;
  let isHeld = false;

  function post(text: string, values?: readonly unknown[]): Promise<QueryResult> {
    if (!isHeld) stream.cork();
    isHeld = true;
    send(text, values).catch((error: Error) => {
      failure ??= error;
    });
    return Promise.resolve(NOTHING_YET);
  }

  async function awaited(...statement: Parameters<Query>): Promise<QueryResult> {
    const sent = send(...statement);
    if (isHeld) stream.uncork();
    isHeld = false;
    try {
      return await sent;
    } catch (error) {
      throw failure ?? error;
    }
  }

  async function commit(): Promise<QueryResult> {
    // One that could not even be sent: the others must not stand without it.
    const result = await awaited(failure === undefined ? 'commit' : 'rollback');
    if (result.command === 'COMMIT') return result;
    throw failure ?? new Error('PostgreSQL rolled the transaction back');
  }

  /** Where the connection is gone, so is the transaction; and the pool has to get its client back. */
  async function rollback(): Promise<QueryResult> {
    await awaited('rollback').catch(() => stream.destroy());
    failure = undefined;
    return NOTHING_YET;
  }

  return (text, values, ...rest) => {
    if (text === 'begin' || (values !== undefined && unawaited.has(values))) return post(text, values);
    if (text === 'commit') return commit();
    return text === 'rollback' ? rollback() : awaited(text, values, ...rest);
  };
}

/** Each stays on the server until the connection ends. */
const MOST_PREPARED = 500;

/** The name follows from the text: behind a pooler the same name never means another statement. */
function createNames(): (text: string) => string | undefined {
  const names = new Map<string, string>();
  return (text) => {
    const known = names.get(text);
    if (known !== undefined || names.size >= MOST_PREPARED) return known;
    const name = createHash('sha256').update(text).digest('hex').slice(0, 32);
    names.set(text, name);
    return name;
  };
}
