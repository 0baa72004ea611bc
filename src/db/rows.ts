import type { EntityData, InferEntity } from '@mikro-orm/core';

export type Row<Schema> = InferEntity<Schema>;

/** A row as the domain wants it: a plain object, with `undefined` where the database has null. */
export type Plain<T> = {
  [K in keyof T as K extends string ? K : never]: null extends T[K] ? Exclude<T[K], null> | undefined : T[K];
};

export function plain<T extends object>(row: T): Plain<T> {
  const entries = Object.entries(row).map(([key, value]) => [key, value ?? undefined]);
  return Object.fromEntries(entries) as Plain<T>;
}

/** The other way: what the domain leaves undefined is written as null, so that an update clears it. */
export function nulled<T extends object>(
  value: T,
): { [K in keyof T]: undefined extends T[K] ? Exclude<T[K], undefined> | null : T[K] } {
  const entries = Object.entries(value).map(([key, member]) => [key, member ?? null]);
  return Object.fromEntries(entries) as never;
}

export type Data<T> = EntityData<T>;
