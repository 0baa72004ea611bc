import { p } from '@mikro-orm/core';
import type { JsonOf } from '../rows.ts';

/** Integer milliseconds: a keyset cursor over microseconds would skip rows. */
export const instant = () => p.bigint('number');

/**
 * JSON in a TEXT column, written and read by `toJson` and `fromJson`. Not jsonb, which rewrites numbers and key order; and
 * no type that converts by itself, because the ORM turns every `undefined` inside an object that it is given into null.
 */
export const json = <T>() => p.text().$type<JsonOf<T>>();

export const id = <T extends string>() => p.text().$type<T>();
export const word = <T extends string>() => p.text().$type<T>();
