import { BigIntType, BooleanType, type EntitySchema, UnderscoreNamingStrategy } from '@mikro-orm/core';

/** A table's name and columns, as its entity says them. */
export interface Columns {
  readonly table: string;
  readonly all: readonly Column[];
  readonly keys: readonly string[];
  named(property: string): Column;
}

interface Column {
  readonly property: string;
  /** In quotes. */
  readonly name: string;
  /** What is stored as the entity has it: SQLite keeps booleans as numbers, pg hands out bigints as text. */
  readonly read: ((stored: unknown) => unknown) | undefined;
}

export function columnsOf({ meta }: EntitySchema): Columns {
  const naming = new UnderscoreNamingStrategy();
  const properties = Object.entries<Property>(meta.properties as unknown as Record<string, Property>);
  const all = properties.map(([property, { joinColumn, type }]): Column => {
    const name = quoted(joinColumn ?? naming.propertyToColumnName(property));
    return { property, name, read: readerOf(type) };
  });
  const byProperty = new Map(all.map((column) => [column.property, column]));
  return {
    ...{ table: quoted(meta.tableName ?? ''), all },
    keys: properties.filter(([, { primary }]) => primary === true).map(([property]) => property),
    named(property) {
      const column = byProperty.get(property);
      if (column === undefined) throw new Error(`${meta.className} has no ${property}`);
      return column;
    },
  };
}

interface Property {
  readonly joinColumn?: string;
  readonly type?: unknown;
  readonly primary?: boolean;
}

function readerOf(type: unknown): Column['read'] {
  if (type === BooleanType) return (stored) => (typeof stored === 'number' ? stored !== 0 : stored);
  if (type instanceof BigIntType) return (stored) => (typeof stored === 'string' ? Number(stored) : stored);
  return undefined;
}

function quoted(name: string): string {
  return `"${name}"`;
}
