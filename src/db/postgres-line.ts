import { createHash } from 'node:crypto';
import type { Duplex } from 'node:stream';
import pg, { type FieldDef, type PoolClient, type Submittable } from 'pg';
import type { Answer } from './connections.ts';

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

export interface Said extends Answer {
  /** What PostgreSQL says it did: of a commit that could not be, that it rolled back. */
  readonly did: string;
}

/** Another statement of the same piece failed, or the connection did: PostgreSQL has not looked at this one. */
export class NotHeard extends Error {}

type Done = (error: Error | undefined, said?: Said) => void;

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

/** The messages of PostgreSQL's extended query protocol, as pg writes them; its types know only some. */
interface Wire {
  readonly stream: Duplex;
  close(what: { readonly type: 'S'; readonly name: string }): void;
  parse(what: Statement): void;
  bind(what: { readonly statement: string | undefined; readonly values: readonly unknown[] }): void;
  describe(what: { readonly type: 'P' }): void;
  execute(): void;
  sync(): void;
}

/** What a connection has prepared, by name, and the columns each answers with, once that was said. */
type Prepared = Map<string, Shape | undefined>;

type Shape = readonly { readonly name: string; readonly read: (text: string) => unknown }[];

interface Waiting {
  readonly name: string | undefined;
  shape: Shape | undefined;
  readonly rows: Record<string, unknown>[];
  readonly done: Done;
}

/** Statements with one end: of PostgreSQL one reading, one writing, and after a failure nothing more until that end. */
interface Piece extends Submittable {
  say(statement: Statement, values: readonly unknown[], done: Done): void;
  handleRowDescription(message: { readonly fields: readonly FieldDef[] }): void;
  handleDataRow(message: { readonly fields: readonly (string | null)[] }): void;
  handleCommandComplete(message: { readonly text: string }): void;
  /** Of the statement that is next, or of the connection. */
  handleError(error: Error): void;
  handleReadyForQuery(): void;
}

function pieceOn(wire: Wire, client: PoolClient, prepared: Prepared, onFailure: (error: Error) => void): Piece {
  const waiting: Waiting[] = [];
  let failure: Error | undefined;
  return {
    submit() {},

    say(statement, values, done) {
      if (failure === undefined)
        waiting.push({ ...write(wire, prepared, statement, values), name: statement.name, rows: [], done });
      else done(failure);
    },

    handleRowDescription({ fields }) {
      const [current] = waiting;
      if (current === undefined) return;
      current.shape = fields.map(({ name, dataTypeID }) => ({ name, read: client.getTypeParser(dataTypeID, 'text') }));
    },

    handleDataRow({ fields }) {
      const [current] = waiting;
      if (current?.shape !== undefined) current.rows.push(rowOf(current.shape, fields));
    },

    handleCommandComplete({ text }) {
      const current = waiting.shift();
      if (current === undefined) return;
      const { name, shape = [], rows, done } = current;
      if (name !== undefined) prepared.set(name, shape);
      done(undefined, { rows, changed: Number(/\d+$/.exec(text)?.[0] ?? 0), did: text });
    },

    handleError(error) {
      failure = error;
      onFailure(error);
      for (const { name } of waiting) if (name !== undefined) prepared.delete(name);
      const [failed, ...others] = waiting.splice(0);
      failed?.done(error);
      for (const { done } of others) done(new NotHeard(error.message, { cause: error }));
    },

    handleReadyForQuery() {},
  };
}

const { prepareValue } = (pg as unknown as { readonly utils: { prepareValue(value: unknown): unknown } }).utils;

/** Nothing of it, where a value can't be said. */
function write(
  wire: Wire,
  prepared: Prepared,
  { name, text }: Statement,
  values: readonly unknown[],
): Pick<Waiting, 'shape'> {
  const said = values.map(prepareValue);
  const shape = name === undefined ? undefined : prepared.get(name);
  if (name === undefined) wire.parse({ text });
  else if (!prepared.has(name)) {
    // One that failed may be there nevertheless.
    wire.close({ type: 'S', name });
    wire.parse({ name, text });
    prepared.set(name, undefined);
  }
  wire.bind({ statement: name, values: said });
  if (shape === undefined) wire.describe({ type: 'P' });
  wire.execute();
  return { shape };
}

function rowOf(shape: Shape, fields: readonly (string | null)[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  shape.forEach(({ name, read }, at) => {
    const text = fields[at] ?? null;
    row[name] = text === null ? null : read(text);
  });
  return row;
}

interface Statement {
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
function statementOf(text: string, values: readonly unknown[]): Statement {
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
