import type { Plain } from '../render/plain.ts';
import type { Column } from './columns.ts';
import type { Entry } from './read-entries.ts';

/**
 * A row on top of what is there: a column that the file does not have is left alone, an empty cell of one that it has is
 * empty. Otherwise a list of people from elsewhere would take everybody's roles.
 */
export function ontoEntry(there: Plain | undefined, row: Entry, columns: readonly Column[]): Entry {
  if (there === undefined) return row;
  const entry = JSON.parse(JSON.stringify(there)) as Entry;
  for (const { path } of columns) remove(entry, path);
  return merged(entry, row);
}

function remove(entry: Entry, [key = '', ...deeper]: readonly string[]): void {
  const inner = entry[key];
  if (deeper.length === 0) delete entry[key];
  else if (isEntry(inner)) remove(inner, deeper);
}

function merged(entry: Entry, row: Entry): Entry {
  for (const [key, value] of Object.entries(row)) {
    const inner = entry[key];
    entry[key] = isEntry(inner) && isEntry(value) ? merged(inner, value) : value;
  }
  return entry;
}

function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
