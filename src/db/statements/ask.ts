import { PostgreSqlDriver } from '@mikro-orm/postgresql';
import { CompiledQuery } from 'kysely';
import type { Dialect, Em } from '../database.ts';
import { unawaited } from '../postgres-client.ts';

export interface Answer {
  readonly rows: readonly Record<string, unknown>[];
  readonly changed: number;
}

/**
 * One statement past the ORM, in the transaction that `em` is in. Its values are bound to the `?`s and not written into
 * the text, so that the text is the same each time and is prepared once.
 */
export async function ask(em: Em, text: string, values: readonly unknown[]): Promise<Answer> {
  return execute(em, text, dialectOf(em) === 'sqlite' ? forSqlite(text, values) : forPostgres(text, values));
}

/** One statement of a transaction whose answer nobody waits for: what is wrong with it is said by the commit at the latest. */
export async function tell(em: Em, text: string, values: readonly unknown[]): Promise<void> {
  if (dialectOf(em) === 'sqlite' || !em.isInTransaction()) return void (await ask(em, text, values));
  const query = forPostgres(text, values);
  unawaited.add(query.parameters);
  await execute(em, text, query);
}

async function execute(em: Em, text: string, query: CompiledQuery): Promise<Answer> {
  em.config.getLogger().logQuery({ level: 'info', namespace: 'query', query: text });
  try {
    const { rows, numAffectedRows } = await em.getKysely<unknown>().executeQuery<Record<string, unknown>>(query);
    return { rows, changed: Number(numAffectedRows ?? 0) };
  } catch (error) {
    throw em
      .getPlatform()
      .getExceptionConverter()
      .convertException(error as Error);
  }
}

export function dialectOf(em: Em): Dialect {
  return em.getDriver() instanceof PostgreSqlDriver ? 'postgres' : 'sqlite';
}

function forSqlite(text: string, values: readonly unknown[]): CompiledQuery {
  return CompiledQuery.raw(
    text,
    values.map((value) => (typeof value === 'boolean' ? Number(value) : value)),
  );
}

function forPostgres(text: string, values: readonly unknown[]): CompiledQuery {
  let number = 0;
  return CompiledQuery.raw(
    text.replaceAll('?', () => `$${++number}`),
    [...values],
  );
}
