import type { Pool, PoolClient } from 'pg';
import type { Connections, Reader, Transaction } from './connections.ts';
import { type Line, lineTo } from './postgres-line.ts';
import { NotHeard } from './postgres-piece.ts';

/** On the connections that the ORM's own pool makes. */
export function openPostgres(pool: Pool): Connections {
  const lines = new WeakMap<PoolClient, Line>();
  const waiting = new Set<Promise<PoolClient>>();
  async function take(): Promise<Line> {
    const connecting = pool.connect();
    waiting.add(connecting);
    const client = await connecting.finally(() => waiting.delete(connecting));
    const line = lines.get(client) ?? lineTo(client);
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

async function transact<T>(line: Line, work: (tx: Transaction) => Promise<T>): Promise<T> {
  let failure: Error | undefined;
  // After a failure PostgreSQL refuses whatever comes next: why, was said before.
  const reasonOf = (error: Error): Error => {
    failure ??= error;
    return failure;
  };
  const tell: Transaction['tell'] = async (text, values) => line.tell(text, values, reasonOf);
  const ask: Transaction['ask'] = (text, values) => line.ask(text, values, reasonOf);
  const demand: Transaction['demand'] = async (text, values, otherwise) =>
    line.tell(orDivideByZero(text), values, (error) => reasonOf(isDivisionByZero(error) ? otherwise() : error));
  try {
    await tell('begin');
    const result = await work({ dialect: 'postgres', ask, tell, demand });
    // One that could not even be sent: the others must not stand without it.
    const { did } = await line.ask(failure === undefined ? 'commit' : 'rollback', [], reasonOf);
    if (did !== 'COMMIT') throw failure ?? new Error('PostgreSQL rolled the transaction back');
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

/** So that PostgreSQL itself refuses what would follow it, which is on its way already. */
const orDivideByZero = (text: string) => `with done as (${text} returning 1) select 1 / count(*) from done`;

function isDivisionByZero(error: Error): boolean {
  return (error as { readonly code?: unknown }).code === '22012';
}

/** On one connection, one after the other: more of them would wait too long for each other. */
const MOST_TOGETHER = 8;

/** What is asked in one moment goes to one connection. Where one fails, the others are asked once more without it. */
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
  const ask: Reader['ask'] = (text, values) =>
    new Promise((resolve, reject) => {
      if (asked.length === 0) process.nextTick(send);
      asked.push(async (line) => {
        try {
          resolve(await (await line).ask(text, values));
        } catch (error) {
          if (error instanceof NotHeard) ask(text, values).then(resolve, reject);
          else reject(error as Error);
        }
      });
    });
  return ask;
}
