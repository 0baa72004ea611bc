import type { Reader } from '../connections.ts';
import type { Columns } from './columns.ts';
import { conditionOf, isImpossible, type Those, type Where } from './where.ts';

export type Key<R> = keyof R & string;

export interface Find<R, K extends Key<R>> {
  readonly only?: readonly K[];
  readonly orderBy?: { readonly [P in Key<R>]?: 'asc' | 'desc' };
  readonly limit?: number;
  readonly distinct?: boolean;
  /** Nobody else's until the end of the transaction. */
  readonly forUpdate?: boolean;
}

export interface Reading<R> {
  find<K extends Key<R> = Key<R>>(db: Reader, where: Where<R>, how?: Find<R, K>): Promise<Pick<R, K>[]>;
  first<K extends Key<R> = Key<R>>(db: Reader, where: Where<R>, how?: Find<R, K>): Promise<Pick<R, K> | undefined>;
  has(db: Reader, where: Where<R>): Promise<boolean>;
  /** For the condition of another question. */
  those<K extends Key<R>>(property: K, where: Where<R>): Those<NonNullable<R[K]>>;
  /** With more beside each row: names and the expressions that make them. */
  findWith<Name extends string>(
    db: Reader,
    where: Where<R>,
    more: { readonly [N in Name]: string },
    how?: Pick<Find<R, Key<R>>, 'orderBy' | 'limit'>,
  ): Promise<(Pick<R, Key<R>> & { readonly [N in Name]: unknown })[]>;
}

export function reading<R>(columns: Columns): Reading<R> {
  const find: Reading<R>['find'] = async (db, where, how = {}) => {
    if (isImpossible(where)) return [];
    const { rows } = await db.ask(...selectFrom(columns, db, where, how, listOf(columns, how.only)));
    return rows.map((row) => rowOf<R>(columns, row));
  };
  return {
    find,
    first: async (db, where, how) => (await find(db, where, { ...how, limit: 1 }))[0],
    those: (property, where) => ({
      $from: (dialect, values) =>
        `select ${columns.named(property).name} from ${columns.table} where ${conditionOf(columns, where, dialect, values)}`,
    }),
    has: async (db, where) => (await find(db, where, { only: columns.keys as Key<R>[], limit: 1 })).length > 0,

    async findWith(db, where, more, how = {}) {
      if (isImpossible(where)) return [];
      const named = Object.entries<string>(more).map(([name, expression]) => `${expression} as "${name}"`);
      const list = [listOf(columns), ...named].join(', ');
      const { rows } = await db.ask(...selectFrom(columns, db, where, how, list));
      return rows.map((row) => ({ ...row, ...rowOf<Pick<R, Key<R>>>(columns, row) })) as never;
    },
  };
}

function selectFrom<R>(
  columns: Columns,
  db: Reader,
  where: Where<R>,
  how: Find<R, Key<R>>,
  list: string,
): [string, unknown[]] {
  const dialect = db.dialect;
  const values: unknown[] = [];
  const order = Object.entries<string | undefined>(how.orderBy ?? {}).map(
    ([property, way]) => `${columns.table}.${columns.named(property).name} ${way ?? 'asc'}`,
  );
  const text = [
    `select ${how.distinct === true ? 'distinct ' : ''}${list} from ${columns.table} where ${conditionOf(columns, where, dialect, values)}`,
    order.length === 0 ? '' : ` order by ${order.join(', ')}`,
    LIMITS.get(how.limit) ?? ' limit ?',
    // SQLite holds the write lock since the transaction began.
    how.forUpdate === true && dialect === 'postgres' ? ' for update' : '',
  ].join('');
  return [text, LIMITS.has(how.limit) ? values : [...values, how.limit]];
}

/** Written out: what PostgreSQL does not know of a plan that is to stay, it plans each time. */
const LIMITS: ReadonlyMap<number | undefined, string> = new Map([
  [undefined, ''],
  [1, ' limit 1'],
]);

/** Columns under the names of their properties. */
export function listOf({ table, all, named }: Columns, only?: readonly string[]): string {
  const some = only === undefined ? all : only.map(named);
  return some.map(({ name, property }) => `${table}.${name} as "${property}"`).join(', ');
}

export function rowOf<R>({ all }: Columns, stored: Record<string, unknown>): R {
  const row: Record<string, unknown> = {};
  for (const { property, read } of all) {
    if (!(property in stored)) continue;
    row[property] = read === undefined ? stored[property] : read(stored[property]);
  }
  return row as R;
}
