import { channel } from 'node:diagnostics_channel';
import type { MikroORM } from '@mikro-orm/core';
import type { PostgreSqlConnection } from '@mikro-orm/postgresql';
import type { Connections, DatabaseAddress, Dialect, Reader, Transaction } from './connections.ts';
import { openOrm } from './orm.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';

export interface Database {
  readonly dialect: Dialect;
  readonly orm: MikroORM;
  readonly reader: Reader;
  /** The only way to write. */
  transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export async function openDatabase(address: DatabaseAddress): Promise<Database> {
  const orm = await openOrm(address);
  const connections = await connect(address, orm).catch(async (error: unknown) => {
    await orm.close(true);
    throw error;
  });
  const { reader } = connections;
  return {
    ...{ dialect: address.kind, orm },
    reader: { ...reader, ask: (text, values) => heard(text, reader.ask(text, values)) },
    transact: (work) => withRetry(connections, (tx) => untilItsEnd(tx, work)),
    close: async () => {
      await connections.close();
      await orm.close(true);
    },
  };
}

async function connect(address: DatabaseAddress, orm: MikroORM): Promise<Connections> {
  if (address.kind === 'sqlite') return openSqlite(address.file);
  return openPostgres(await (orm.em.getConnection() as PostgreSqlConnection).getNativeClient());
}

/** Every statement, and the end of each transaction, as it is said: for who wants to count them. */
export const STATEMENTS = channel('leasehold:statement');

function heard<T>(text: string, answer: T): T {
  if (STATEMENTS.hasSubscribers) STATEMENTS.publish(text);
  return answer;
}

/** Who kept the transaction beyond its end would write into somebody else's. */
async function untilItsEnd<T>(
  { dialect, ask, tell, demand }: Transaction,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  let isOver = false;
  const inTime = <R>(text: string, say: () => Promise<R>): Promise<R> =>
    isOver ? Promise.reject(new Error(`the transaction is over: ${text}`)) : heard(text, say());
  try {
    return await work({
      dialect,
      ask: (text, values) => inTime(text, () => ask(text, values)),
      tell: (text, values) => inTime(text, () => tell(text, values)),
      demand: (text, values, otherwise) => inTime(text, () => demand(text, values, otherwise)),
    });
  } finally {
    isOver = true;
    heard('commit', undefined);
  }
}

const ATTEMPTS = 5;

/**
 * Of two transactions at once one may find the other in its way: both insert the same row, or each waits for the other.
 * The loser did nothing; it goes again and finds what the winner wrote.
 */
async function withRetry<T>(connections: Connections, work: (tx: Transaction) => Promise<T>, attempt = 1): Promise<T> {
  try {
    return await connections.transact(work);
  } catch (error) {
    if (!connections.lostRace(error) || attempt === ATTEMPTS) throw error;
    return withRetry(connections, work, attempt + 1);
  }
}
