import type { Entitlement, ExtraField } from '../../domain/catalog/entitlement.ts';
import type { Json } from '../../domain/json.ts';
import type { WishedChange } from '../../domain/request/wish.ts';
import type { Typed } from '../auth/typed.ts';

/** The names of the fields of a grant. */
export const grantField = {
  person: (id: string) => `person:${id}`,
  thing: (id: string) => `thing:${id}`,
  level: (id: string) => `level:${id}`,
  extra: (id: string, name: string) => `extra:${id}:${name}`,
};

export function isChosen(typed: Typed, field: string): boolean {
  return typed[field] === 'on';
}

/** What of these was chosen, as it was typed. */
export function typedChanges(typed: Typed, things: readonly Entitlement[]): WishedChange[] {
  return things
    .filter(({ id }) => isChosen(typed, grantField.thing(id)))
    .map(({ id, levels, fields }) => ({
      ...{ op: 'add', entitlementId: id },
      level: levels.length === 0 ? undefined : (typed[grantField.level(id)] ?? levels[0]),
      fields: Object.fromEntries(
        fields.flatMap((field) => {
          const value = valueOf(field, typed[grantField.extra(id, field.name)]);
          return value === undefined ? [] : [[field.name, value] as const];
        }),
      ),
    }));
}

function valueOf({ type }: ExtraField, text = ''): Json | undefined {
  if (type === 'boolean') return text === 'on';
  if (text.trim() === '') return undefined;
  return type === 'number' && Number.isFinite(Number(text)) ? Number(text) : text;
}
