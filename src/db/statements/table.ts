import type { EntitySchema } from '@mikro-orm/core';
import type { Row } from '../rows.ts';
import { columnsOf } from './columns.ts';
import { type Key, type Reading, reading } from './reading.ts';
import { type Writing, writing } from './writing.ts';

/** The rows of one entity by statements whose text stays the same. Much faster than the ORM, and remembers nothing. */
export interface Table<R> extends Reading<R>, Writing<R> {
  /** For expressions about several tables. */
  readonly name: string;
  column(property: Key<R>): string;
}

export function table<Schema extends EntitySchema>(schema: Schema): Table<Row<Schema>> {
  type R = Row<Schema>;
  const columns = columnsOf(schema);
  return {
    ...reading<R>(columns),
    ...writing<R>(columns),
    name: columns.table,
    column: (property) => `${columns.table}.${columns.named(property).name}`,
  };
}
