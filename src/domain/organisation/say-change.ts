import { canonicalJson, type Json } from '../json.ts';
import { sayLength } from '../lease/length.ts';
import type { LevelPolicy, Outcome } from '../policy/policy.ts';
import type { FieldChange } from './field.ts';
import { sayCondition, sayLevel, sayOutcome } from './say-policy.ts';
import { asWord, quoted, sayNames } from './wording.ts';

const NONE = 'none';

/** One field: `title now "Lead" (was "Engineer")`. */
export function sayChange(change: FieldChange): string {
  switch (change.kind) {
    case 'set':
      return saySet(change.field, change.from ?? [], change.to ?? []);
    case 'map':
      return `${change.field} differ in ${sayNames(differing(change.from ?? {}, change.to ?? {}).map(quoted))}`;
    case 'outcome':
      return sayOutcomeChange(change.from, change.to);
    case 'condition':
      return `now asks for ${sayCondition(change.to ?? {})} (was ${sayCondition(change.from ?? {})})`;
    case 'level':
      return sayLevelChange(change.field, change.from, change.to);
    case 'text':
    case 'word':
    case 'number':
    case 'yes':
    case 'length':
    case 'list':
      return `${change.field} now ${sayValue(change, 'to')} (was ${sayValue(change, 'from')})`;
  }
}

type Simple = Extract<FieldChange, { kind: 'text' | 'word' | 'number' | 'yes' | 'length' | 'list' }>;

function sayValue(change: Simple, side: 'from' | 'to'): string {
  const value = change[side];
  if (value === undefined || value === '') return NONE;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'object') return value.length === 0 ? NONE : value.map(quoted).join(', ');
  if (change.kind === 'length') return sayLength(String(value));
  return change.kind === 'text' ? quoted(String(value)) : String(value);
}

function saySet(field: string, from: readonly string[], to: readonly string[]): string {
  const gained = to
    .filter((one) => !from.includes(one))
    .toSorted()
    .map(asWord);
  const lost = from
    .filter((one) => !to.includes(one))
    .toSorted()
    .map(asWord);
  const parts = [
    gained.length === 0 ? undefined : `gain ${sayNames(gained)}`,
    lost.length === 0 ? undefined : `lose ${sayNames(lost)}`,
  ];
  return `${field} ${parts.filter((part) => part !== undefined).join(' and ')}`;
}

type JsonMap = { readonly [key: string]: Json };

/** Names only: what a connector is told is nobody's business in a chat. */
function differing(from: JsonMap, to: JsonMap): readonly string[] {
  const keys = new Set([...Object.keys(from), ...Object.keys(to)]);
  const text = (map: JsonMap, key: string) => (key in map ? canonicalJson(map[key]) : undefined);
  return [...keys].filter((key) => text(from, key) !== text(to, key)).toSorted();
}

function sayOutcomeChange(from: Outcome | undefined, to: Outcome | undefined): string {
  if (from === undefined || to === undefined) return 'has another outcome';
  const was = from.kind === 'flow' && to.kind === 'flow' ? quoted(from.flow) : sayOutcome(from);
  return `now ${sayOutcome(to)} (was ${was})`;
}

function sayLevelChange(field: string, from: LevelPolicy | undefined, to: LevelPolicy | undefined): string {
  if (to === undefined) return `${field} is gone (was ${from === undefined ? NONE : sayLevel(from)})`;
  return `${field} now ${sayLevel(to)} (was ${from === undefined ? NONE : sayLevel(from)})`;
}
