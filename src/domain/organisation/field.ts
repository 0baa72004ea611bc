import { canonicalJson, type Json } from '../json.ts';
import type { Condition, LevelPolicy, Outcome } from '../policy/policy.ts';
import type { Length } from '../time.ts';

/** What a field of an entry may be, and so how it is said. In a `set` the order means nothing; in a `list` it does. */
export interface FieldValues {
  text: string;
  word: string;
  number: number;
  yes: boolean;
  length: Length;
  set: readonly string[];
  list: readonly string[];
  map: { readonly [key: string]: Json };
  level: LevelPolicy;
  outcome: Outcome;
  condition: Condition;
}

export type FieldKind = keyof FieldValues;

/** One field as people call it; without a value where nothing is set. */
export type Field = {
  [Kind in FieldKind]: { readonly field: string; readonly kind: Kind; readonly value: FieldValues[Kind] | undefined };
}[FieldKind];

export type FieldChange = {
  [Kind in FieldKind]: {
    readonly field: string;
    readonly kind: Kind;
    readonly from: FieldValues[Kind] | undefined;
    readonly to: FieldValues[Kind] | undefined;
  };
}[FieldKind];

export function field<Kind extends FieldKind>(name: string, kind: Kind, value: FieldValues[Kind] | undefined): Field {
  return { field: name, kind, value } as Field;
}

/** Field by field, in the order of the fields. */
export function fieldChanges(before: readonly Field[], after: readonly Field[]): readonly FieldChange[] {
  const [old, now] = [byName(before), byName(after)];
  const names = new Set([...before, ...after].map((one) => one.field));
  return [...names].flatMap((name) => {
    const [from, to] = [old.get(name), now.get(name)];
    const kind = (to ?? from)?.kind;
    if (textOf(from) === textOf(to)) return [];
    return [{ field: name, kind, from: from?.value, to: to?.value } as FieldChange];
  });
}

function byName(fields: readonly Field[]): ReadonlyMap<string, Field> {
  return new Map(fields.map((one) => [one.field, one]));
}

/** The same text for what means the same. */
function textOf(one: Field | undefined): string {
  if (one?.value === undefined || one.value === '') return '';
  if (one.kind === 'set' || one.kind === 'list') return textOfNames(one.value, one.kind === 'set');
  return canonicalJson(one.value);
}

function textOfNames(names: readonly string[], isSet: boolean): string {
  return names.length === 0 ? '' : canonicalJson(isSet ? names.toSorted() : names);
}
