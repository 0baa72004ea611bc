import { type Field, type FieldChange, fieldChanges } from './field.ts';

export interface Changed<Entry> {
  readonly name: string;
  readonly before: Entry;
  readonly after: Entry;
  readonly fields: readonly FieldChange[];
}

export interface ListDiff<Entry> {
  readonly added: readonly Entry[];
  readonly changed: readonly Changed<Entry>[];
  readonly removed: readonly Entry[];
}

/** By what identifies an entry, and in that order, so that the same difference always reads the same. */
export function listDiff<Entry>(
  before: readonly Entry[],
  after: readonly Entry[],
  nameOf: (entry: Entry) => string,
  fieldsOf: (entry: Entry) => readonly Field[],
): ListDiff<Entry> {
  const sorted = (entries: readonly Entry[]) => entries.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  const old = new Map(before.map((entry) => [nameOf(entry), entry]));
  const now = new Set(after.map(nameOf));
  return {
    added: sorted(after.filter((entry) => !old.has(nameOf(entry)))),
    removed: sorted(before.filter((entry) => !now.has(nameOf(entry)))),
    changed: sorted(after).flatMap((entry) => {
      const was = old.get(nameOf(entry));
      const fields = was === undefined ? [] : fieldChanges(fieldsOf(was), fieldsOf(entry));
      return was === undefined || fields.length === 0
        ? []
        : [{ name: nameOf(entry), before: was, after: entry, fields }];
    }),
  };
}
