import type { Dialect } from '../connections.ts';
import type { Columns } from './columns.ts';

/** Which rows: the part of the ORM's own language that is needed. */
export type Where<R> = { readonly [K in keyof R]?: R[K] | Test<R[K]> } & {
  readonly $or?: readonly Where<R>[];
  readonly $and?: readonly Where<R>[];
};

type Test<V> =
  | { readonly $in: readonly V[] }
  | { readonly $nin: readonly V[] }
  | Those<V>
  | { readonly $lt?: V; readonly $gt?: V }
  | { readonly $ne: null }
  | { readonly $like: string };

/** What a column has in the rows of some table: what is asked about them goes out with the question which they are. */
export interface Those<V> {
  readonly $from: (dialect: Dialect, values: unknown[]) => string;
  /** Never there. */
  readonly of?: V;
}

/** A piece of a statement, with the values of its `?`s. */
export interface Part {
  readonly text: string;
  readonly values: readonly unknown[];
}

type Loose = { readonly [name: string]: unknown };

/** Nothing is in an empty list: that needs no asking. */
export function isImpossible({ $or, $and, ...tests }: Loose): boolean {
  if (Object.values(tests).some((test) => isTest(test) && Array.isArray(test['$in']) && test['$in'].length === 0))
    return true;
  if (($and as Loose[] | undefined)?.some(isImpossible) === true) return true;
  return $or !== undefined && ($or as Loose[]).every(isImpossible);
}

/** The condition as text; its values go to the end of `values`. */
export function conditionOf(columns: Columns, where: Loose, dialect: Dialect, values: unknown[]): string {
  const parts = Object.entries(where).map(([property, wanted]) => {
    if (property === '$and')
      return (wanted as Loose[]).map((one) => conditionOf(columns, one, dialect, values)).join(' and ');
    if (property !== '$or')
      return comparison(`${columns.table}.${columns.named(property).name}`, wanted, dialect, values);
    const arms = (wanted as Loose[]).filter((arm) => !isImpossible(arm));
    return `(${arms.map((arm) => conditionOf(columns, arm, dialect, values)).join(' or ')})`;
  });
  return parts.length === 0 ? '1 = 1' : parts.join(' and ');
}

function comparison(column: string, wanted: unknown, dialect: Dialect, values: unknown[]): string {
  if (wanted === null) return `${column} is null`;
  if (!isTest(wanted)) {
    // Of something absent nothing is found: never the rows that have null, and never all.
    values.push(wanted ?? null);
    return `${column} = ?`;
  }
  const tests = Object.entries(wanted).map(([operator, operand]) => {
    if (operator === '$ne') return `${column} is not null`;
    if (operator === '$from') return `${column} in (${(operand as Those<unknown>['$from'])(dialect, values)})`;
    const [before, after] = OPERATORS[dialect][operator] ?? [];
    if (before === undefined) throw new Error(`${column}: no ${operator}`);
    values.push(Array.isArray(operand) && dialect === 'sqlite' ? JSON.stringify(operand) : operand);
    return `${column} ${before}?${after}`;
  });
  return tests.join(' and ');
}

/** A list is one value: the text stays the same however long it is. */
const OPERATORS: Record<Dialect, Record<string, readonly [string, string]>> = {
  sqlite: {
    $in: ['in (select value from json_each(', '))'],
    $nin: ['not in (select value from json_each(', '))'],
    ...{ $lt: ['< ', ''], $gt: ['> ', ''], $like: ['like ', ''] },
  },
  postgres: {
    $in: ['= any(', ')'],
    $nin: ['<> all(', ')'],
    ...{ $lt: ['< ', ''], $gt: ['> ', ''], $like: ['ilike ', ''] },
  },
};

function isTest(wanted: unknown): wanted is Loose {
  return typeof wanted === 'object' && wanted !== null;
}

/** The same test, where a statement is written out. Of one alone, an index holds the order. */
export function within(column: string, list: readonly string[], dialect: Dialect): Part {
  const values: unknown[] = [];
  return { text: comparison(column, list.length === 1 ? list[0] : { $in: list }, dialect, values), values };
}
