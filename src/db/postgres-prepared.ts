import { createHash } from 'node:crypto';
import type { Pool } from 'pg';

type Query = (text: unknown, values?: unknown, ...rest: unknown[]) => unknown;

/**
 * A statement with bound values is prepared once on each connection: planning it each time costs the server as much as
 * doing it. A pooler in between has to know prepared statements, as PgBouncer does from 1.21.
 */
export function preparing(pool: Pool): void {
  const nameOf = createNames();
  pool.on('connect', (client) => {
    const plain = client.query.bind(client) as Query;
    const query: Query = (text, values, ...rest) => {
      const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined;
      return name === undefined ? plain(text, values, ...rest) : plain({ name, text, values }, ...rest);
    };
    Object.assign(client, { query });
  });
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
