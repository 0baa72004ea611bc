import { p, Type } from '@mikro-orm/core';

/** JSON in a TEXT column: the same bytes come back on both databases (jsonb rewrites numbers and key order). */
class JsonText extends Type<unknown, string | null> {
  override convertToDatabaseValue(value: unknown): string | null {
    return value === null || value === undefined ? null : JSON.stringify(value);
  }
  override convertToJSValue(value: string | null): unknown {
    return typeof value === 'string' ? JSON.parse(value) : value;
  }
  override getColumnType(): string {
    return 'text';
  }
}

/** Integer milliseconds: a keyset cursor over microseconds would skip rows. */
export const instant = () => p.bigint('number');
export const json = <T>() => p.type(JsonText).$type<T>();
export const id = <T extends string>() => p.text().$type<T>();
export const word = <T extends string>() => p.text().$type<T>();
