import pg, { type FieldDef, type PoolClient, type Submittable } from 'pg';
import type { Duplex } from 'node:stream';
import type { Answer } from './connections.ts';
import type { Statement } from './postgres-statement.ts';

export interface Said extends Answer {
  /** What PostgreSQL says it did: of a commit that could not be, that it rolled back. */
  readonly did: string;
}

/** Another statement of the same piece failed, or the connection did: PostgreSQL has not looked at this one. */
export class NotHeard extends Error {}

export type Done = (error: Error | undefined, said?: Said) => void;

/** The messages of PostgreSQL's extended query protocol, as pg writes them; its types know only some. */
export interface Wire {
  readonly stream: Duplex;
  close(what: { readonly type: 'S'; readonly name: string }): void;
  parse(what: Statement): void;
  bind(what: { readonly statement: string | undefined; readonly values: readonly unknown[] }): void;
  describe(what: { readonly type: 'P' }): void;
  execute(): void;
  sync(): void;
}

/** What a connection has prepared, by name, and the columns each answers with, once that was said. */
export type Prepared = Map<string, Shape | undefined>;

type Shape = readonly { readonly name: string; readonly read: (text: string) => unknown }[];

interface Waiting {
  readonly name: string | undefined;
  shape: Shape | undefined;
  readonly rows: Record<string, unknown>[];
  readonly done: Done;
}

/** Statements with one end: of PostgreSQL one reading, one writing, and after a failure nothing more until that end. */
export interface Piece extends Submittable {
  say(statement: Statement, values: readonly unknown[], done: Done): void;
  handleRowDescription(message: { readonly fields: readonly FieldDef[] }): void;
  handleDataRow(message: { readonly fields: readonly (string | null)[] }): void;
  handleCommandComplete(message: { readonly text: string }): void;
  /** Of the statement that is next, or of the connection. */
  handleError(error: Error): void;
  handleReadyForQuery(): void;
}

export function pieceOn(wire: Wire, client: PoolClient, prepared: Prepared, onFailure: (error: Error) => void): Piece {
  const waiting: Waiting[] = [];
  let failure: Error | undefined;
  return {
    submit() {},

    say(statement, values, done) {
      if (failure !== undefined) return done(failure);
      const said = saidAs(values);
      if (said instanceof Error) return done(said);
      const shape = write(wire, prepared, statement, said);
      waiting.push({ name: statement.name, shape, rows: [], done });
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

function saidAs(values: readonly unknown[]): unknown[] | Error {
  try {
    return values.map(prepareValue);
  } catch (error) {
    return error as Error;
  }
}

/** What it answers with, where that is known. */
function write(wire: Wire, prepared: Prepared, { name, text }: Statement, values: unknown[]): Shape | undefined {
  const shape = name === undefined ? undefined : prepared.get(name);
  if (name === undefined) wire.parse({ text });
  else if (!prepared.has(name)) {
    // One that failed may be there nevertheless.
    wire.close({ type: 'S', name });
    wire.parse({ name, text });
    prepared.set(name, undefined);
  }
  wire.bind({ statement: name, values });
  if (shape === undefined) wire.describe({ type: 'P' });
  wire.execute();
  return shape;
}

function rowOf(shape: Shape, fields: readonly (string | null)[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  shape.forEach(({ name, read }, at) => {
    const text = fields[at] ?? null;
    row[name] = text === null ? null : read(text);
  });
  return row;
}
