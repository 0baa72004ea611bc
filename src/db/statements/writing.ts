import type { Transaction } from '../connections.ts';
import type { Columns } from './columns.ts';
import { type Key, listOf, rowOf } from './reading.ts';
import { conditionOf, isImpossible, type Where } from './where.ts';

/** What is said is on its way before the call returns: who says several things at once says them in that order. */
export interface Writing<R> {
  insert(tx: Transaction, rows: readonly New<R>[]): Promise<void>;
  /** False, and nothing done, where a row with the same `unique` is there. */
  insertNew(tx: Transaction, row: New<R>, unique: readonly Key<R>[]): Promise<boolean>;
  /**
   * The row with the same `unique`, inserted if it is not there, and nobody else's until the end of the transaction.
   * `raised` goes up by one where the row was there.
   */
  findOrInsert(tx: Transaction, row: New<R>, unique: readonly Key<R>[], raised?: Key<R>): Promise<R>;
  /** By key: inserted, or written over. */
  upsert(tx: Transaction, rows: readonly New<R>[]): Promise<void>;
  set(tx: Transaction, where: Where<R>, change: Change<R>): Promise<void>;
  /** Some row has to be there for it, or else nothing of the transaction stands. */
  setThere(tx: Transaction, where: Where<R>, change: Change<R>, otherwise: () => Error): Promise<void>;
  remove(tx: Transaction, where: Where<R>): Promise<void>;
  /** How many. */
  update(tx: Transaction, where: Where<R>, change: Change<R>): Promise<number>;
  delete(tx: Transaction, where: Where<R>): Promise<number>;
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
    insert: (tx, rows) => insertAll(columns, tx, rows, ''),
    upsert: (tx, rows) =>
      insertAll(columns, tx, rows, `${onConflict(keys)} do update set ${others.map(asProposed).join(', ')}`),

    async insertNew(tx, row, unique) {
      const { changed } = await tx.ask(...insertInto(columns, [row], `${onConflict(unique)} do nothing`));
      return changed === 1;
    },

    async findOrInsert(tx, row, unique, raised) {
      // Writing what is there already locks the row and reads it.
      const same = unique.map(named).map(asProposed);
      const more = (raised === undefined ? [] : [named(raised).name]).map((name) => `${name} = ${table}.${name} + 1`);
      const after = `${onConflict(unique)} do update set ${[...same, ...more].join(', ')} returning ${listOf(columns)}`;
      const [found = {}] = (await tx.ask(...insertInto(columns, [row], after))).rows;
      return rowOf(columns, found);
    },

    set: async (tx, where, change) => {
      if (!isImpossible(where)) await tx.tell(...updateOf(columns, tx, where, change));
    },
    setThere: (tx, where, change, otherwise) => tx.demand(...updateOf(columns, tx, where, change), otherwise),
    remove: async (tx, where) => {
      if (!isImpossible(where)) await tx.tell(...deleteOf(columns, tx, where));
    },
    update: async (tx, where, change) =>
      isImpossible(where) ? 0 : (await tx.ask(...updateOf(columns, tx, where, change))).changed,
    delete: async (tx, where) => (isImpossible(where) ? 0 : (await tx.ask(...deleteOf(columns, tx, where))).changed),
  };
}

function updateOf(columns: Columns, tx: Transaction, where: object, change: object): [string, unknown[]] {
  const values: unknown[] = Object.values(change).map((value: unknown) => value ?? null);
  const set = Object.keys(change).map((property) => `${columns.named(property).name} = ?`);
  const condition = conditionOf(columns, { ...where }, tx.dialect, values);
  return [`update ${columns.table} set ${set.join(', ')} where ${condition}`, values];
}

function deleteOf(columns: Columns, tx: Transaction, where: object): [string, unknown[]] {
  const values: unknown[] = [];
  return [`delete from ${columns.table} where ${conditionOf(columns, { ...where }, tx.dialect, values)}`, values];
}

function asProposed({ name }: Columns['all'][number]): string {
  return `${name} = excluded.${name}`;
}

/** A statement has room for some ten thousand values. */
const MOST_VALUES = 10_000;

async function insertAll(columns: Columns, tx: Transaction, rows: readonly object[], after: string): Promise<void> {
  const atOnce = Math.floor(MOST_VALUES / columns.all.length);
  const told: Promise<void>[] = [];
  for (let from = 0; from < rows.length; from += atOnce) {
    told.push(tx.tell(...insertInto(columns, rows.slice(from, from + atOnce), after)));
  }
  await Promise.all(told);
}

function insertInto({ table, all }: Columns, rows: readonly object[], after: string): [string, unknown[]] {
  const row = `(${all.map(() => '?').join(', ')})`;
  const text = `insert into ${table} (${all.map(({ name }) => name).join(', ')}) values ${rows.map(() => row).join(', ')}${after}`;
  const values = rows.flatMap((one) => all.map(({ property }) => (one as Record<string, unknown>)[property] ?? null));
  return [text, values];
}
