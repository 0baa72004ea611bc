import { createHash } from 'node:crypto';

export interface Statement {
  /** Without one it is forgotten with the next. */
  readonly name?: string;
  readonly text: string;
}

/** Each stays on the server until the connection ends. */
const MOST_PREPARED = 500;

const known = new Map<string, Statement>();

/**
 * Each is prepared once on a connection: planning it each time costs the server as much as doing it. Its name follows from
 * its text: behind a pooler the same name never means another statement. A pooler has to know prepared statements, as
 * PgBouncer does from 1.21.
 */
export function statementOf(text: string, values: readonly unknown[]): Statement {
  const found = known.get(text);
  if (found !== undefined) return found;
  const sent = numbered(text);
  if (known.size >= MOST_PREPARED || values.length === 0) return { text: sent };
  const statement = { text: sent, name: createHash('sha256').update(sent).digest('hex').slice(0, 32) };
  known.set(text, statement);
  return statement;
}

function numbered(text: string): string {
  let number = 0;
  return text.replaceAll('?', () => `$${++number}`);
}
