import type { InferEntity } from '@mikro-orm/core';

export type Row<Schema> = InferEntity<Schema>;

/** Text that is the JSON of a T. */
export type JsonOf<T> = string & { readonly jsonOf?: T };

export function toJson<T>(value: T): JsonOf<T> {
  return JSON.stringify(value);
}

export function fromJson<T>(text: JsonOf<T>): T {
  return JSON.parse(text) as T;
}

/** A row as the domain wants it: a plain object, with `undefined` where the database has null. */
export type Plain<T> = {
  [K in keyof T as K extends string ? K : never]: null extends T[K] ? Exclude<T[K], null> | undefined : T[K];
};

export function plain<T extends object>(row: T): Plain<T> {
  const entries = Object.entries(row).map(([key, value]) => [key, value ?? undefined]);
  return Object.fromEntries(entries) as Plain<T>;
}

/** The other way: what the domain leaves undefined is written as null, so that an update clears it. */
export type Nulled<T> = {
  [K in keyof T]-?: undefined extends T[K] ? Exclude<T[K], undefined> | null : T[K];
};

export function nulled<T extends object>(value: T): Nulled<T> {
  const entries = Object.entries(value).map(([key, member]) => [key, member ?? null]);
  return Object.fromEntries(entries) as Nulled<T>;
}

/** Without what is undefined: of a query, what was not asked for. */
export function defined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as never;
}
