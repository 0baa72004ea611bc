import type { PoolClient } from 'pg';
import { type Done, type Piece, pieceOn, type Prepared, type Said, type Wire } from './postgres-piece.ts';
import { statementOf } from './postgres-statement.ts';

/**
 * How statements get to PostgreSQL. Those of one moment go out together, and with them those that nobody waits for, and are
 * answered together: to be told of something and to tell costs both sides more than most statements do, and a lock taken
 * last is held no longer than PostgreSQL needs itself.
 */
export interface Line {
  /** Goes out with whatever else is asked in this moment. */
  ask(text: string, values?: readonly unknown[], reasonOf?: ReasonOf): Promise<Said>;
  /** Goes out with what is asked next. */
  tell(text: string, values: readonly unknown[] | undefined, reasonOf: ReasonOf): void;
  /** Back to the pool; broken: the connection ends, and its transaction with it. */
  release(broken?: boolean): void;
}

/** Told of failures in the order of the statements; a promise may be heard out of turn. */
export type ReasonOf = (error: Error) => Error;

/**
 * What was prepared is not there any more, or a table has other types since: on this connection the same statement would
 * fail for ever.
 */
const OUTDATED: ReadonlySet<unknown> = new Set(['26000', '0A000']);

export function lineTo(client: PoolClient): Line {
  const { connection } = client as unknown as { readonly connection: Wire };
  const prepared: Prepared = new Map();
  let piece: Piece | undefined;
  let isAsked = false;
  let isOutdated = false;
  function begin(): Piece {
    connection.stream.cork();
    return client.query(
      pieceOn(connection, client, prepared, (error) => {
        isOutdated ||= OUTDATED.has((error as { readonly code?: unknown }).code);
      }),
    );
  }
  function say(text: string, values: readonly unknown[] = [], done: Done): void {
    piece ??= begin();
    piece.say(statementOf(text, values), values, done);
  }
  function send(): void {
    connection.sync();
    connection.stream.uncork();
    piece = undefined;
    isAsked = false;
  }
  return {
    ask: (text, values, reasonOf = (error) => error) =>
      new Promise((resolve, reject) => {
        say(text, values, (error, said) => (said === undefined ? reject(reasonOf(error as Error)) : resolve(said)));
        if (!isAsked) process.nextTick(send);
        isAsked = true;
      }),
    tell: (text, values, reasonOf) => say(text, values, (error) => error && reasonOf(error)),
    release: (broken = isOutdated) => client.release(broken),
  };
}
