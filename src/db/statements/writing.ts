import type { Em } from '../database.ts';
import { ask, dialectOf, tell } from './ask.ts';
import type { Columns } from './columns.ts';
import { type Key, listOf, rowOf } from './reading.ts';
import { conditionOf, isImpossible, type Where } from './where.ts';

export interface Writing<R> {
  insert(em: Em, rows: readonly New<R>[]): Promise<void>;
  /** False, and nothing done, where a row with the same `unique` is there. */
  insertNew(em: Em, row: New<R>, unique: readonly Key<R>[]): Promise<boolean>;
  /**
   * The row with the same `unique`, inserted if it is not there, and nobody else's until the end of the transaction.
   * `raised` goes up by one where the row was there.
   */
  findOrInsert(em: Em, row: New<R>, unique: readonly Key<R>[], raised?: Key<R>): Promise<R>;
  /** By key: inserted, or written over. */
  upsert(em: Em, rows: readonly New<R>[]): Promise<void>;
  set(em: Em, where: Where<R>, change: Change<R>): Promise<void>;
  remove(em: Em, where: Where<R>): Promise<void>;
  /** How many. */
  update(em: Em, where: Where<R>, change: Change<R>): Promise<number>;
  delete(em: Em, where: Where<R>): Promise<number>;
}

type Change<R> = Partial<Pick<R, Key<R>>>;

/** What may be null may be left out. */
export type New<R> = { readonly [K in Key<R> as null extends R[K] ? never : K]: R[K] } & {
  readonly [K in Key<R> as null extends R[K] ? K : never]?: R[K];
};

export function writing<R>(columns: Columns): Writing<R> {
  const { table, named, keys, all } = columns;
  const onConflict = (unique: readonly string[]) => ` on conflict (${unique.map((key) => named(key).name).join(', ')})`;
  const others = all.filter(({ property }) => !keys.includes(property));
  return {
    insert: (em, rows) => insertAll(columns, em, rows, ''),
    upsert: (em, rows) =>
      insertAll(columns, em, rows, `${onConflict(keys)} do update set ${others.map(asProposed).join(', ')}`),

    async insertNew(em, row, unique) {
      const { changed } = await ask(em, ...insertInto(columns, [row], `${onConflict(unique)} do nothing`));
      return changed === 1;
    },

    async findOrInsert(em, row, unique, raised) {
      // Writing what is there already locks the row and reads it.
      const same = unique.map(named).map(asProposed);
      const more = (raised === undefined ? [] : [named(raised).name]).map((name) => `${name} = ${table}.${name} + 1`);
      const after = `${onConflict(unique)} do update set ${[...same, ...more].join(', ')} returning ${listOf(columns)}`;
      const [found = {}] = (await ask(em, ...insertInto(columns, [row], after))).rows;
      return rowOf(columns, found);
    },

    set: async (em, where, change) => {
      if (!isImpossible(where)) await tell(em, ...updateOf(columns, em, where, change));
    },
    remove: async (em, where) => {
      if (!isImpossible(where)) await tell(em, ...deleteOf(columns, em, where));
    },
    update: async (em, where, change) =>
      isImpossible(where) ? 0 : (await ask(em, ...updateOf(columns, em, where, change))).changed,
    delete: async (em, where) => (isImpossible(where) ? 0 : (await ask(em, ...deleteOf(columns, em, where))).changed),
  };
}

function updateOf(columns: Columns, em: Em, where: object, change: object): [string, unknown[]] {
  const values: unknown[] = Object.values(change).map((value: unknown) => value ?? null);
  const set = Object.keys(change).map((property) => `${columns.named(property).name} = ?`);
  const condition = conditionOf(columns, { ...where }, dialectOf(em), values);
  return [`update ${columns.table} set ${set.join(', ')} where ${condition}`, values];
}

function deleteOf(columns: Columns, em: Em, where: object): [string, unknown[]] {
  const values: unknown[] = [];
  return [`delete from ${columns.table} where ${conditionOf(columns, { ...where }, dialectOf(em), values)}`, values];
}

function asProposed({ name }: Columns['all'][number]): string {
  return `${name} = excluded.${name}`;
}

/** A statement has room for some ten thousand values. */
const MOST_VALUES = 10_000;

async function insertAll(columns: Columns, em: Em, rows: readonly object[], after: string): Promise<void> {
  const atOnce = Math.floor(MOST_VALUES / columns.all.length);
  for (let from = 0; from < rows.length; from += atOnce) {
    await tell(em, ...insertInto(columns, rows.slice(from, from + atOnce), after));
  }
}

function insertInto({ table, all }: Columns, rows: readonly object[], after: string): [string, unknown[]] {
  const row = `(${all.map(() => '?').join(', ')})`;
  const text = `insert into ${table} (${all.map(({ name }) => name).join(', ')}) values ${rows.map(() => row).join(', ')}${after}`;
  const values = rows.flatMap((one) => all.map(({ property }) => (one as Record<string, unknown>)[property] ?? null));
  return [text, values];
}
