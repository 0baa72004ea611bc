import type { Surface } from '../blocks/surfaces.ts';
import { PUBLISHED } from './published.ts';
import { isNode, type Node, type Rule, shapeOf } from './shapes.ts';

export interface Breach {
  /** `blocks[3].accessory.text` */
  readonly path: string;
  readonly says: string;
}

/** Every limit of Slack's that this breaks; nothing where Slack would take it. */
export function validate(surface: Surface): readonly Breach[] {
  return [...inNode({ ...surface }, 'surface', ''), ...withoutSubmit(surface)];
}

/** "Views": a modal with a field needs a button that sends it. */
function withoutSubmit(surface: Surface): readonly Breach[] {
  const isModal = 'type' in surface && surface.type === 'modal';
  if (!isModal || surface.submit !== undefined || surface.blocks.every(({ type }) => type !== 'input')) return [];
  return [{ path: 'submit', says: 'is missing, and there is something to fill in' }];
}

type Family = Parameters<typeof shapeOf>[1];

function inNode(value: unknown, family: Family, path: string): readonly Breach[] {
  const shape = isNode(value) ? shapeOf(value, family) : undefined;
  if (shape === undefined || !isNode(value)) return [{ path, says: `is no ${family} that is known` }];
  const at = (field: string) => (path === '' ? field : `${path}.${field}`);
  return [
    ...shape.needs.filter((field) => value[field] === undefined).map((field) => breach(at(field), 'is missing')),
    ...Object.entries(shape.fields).flatMap(([field, rule]) =>
      value[field] === undefined ? [] : breaches(value[field], rule, at(field)),
    ),
    ...(shape.chosen === undefined ? [] : notAmongOptions(value, path)),
  ];
}

function breaches(value: unknown, rule: Rule, path: string): readonly Breach[] {
  switch (rule.is) {
    case 'text':
      return isNode(value) ? inWords(value['text'], rule.most, `${path}.text`) : [breach(path, 'is no text')];
    case 'words':
      return inWords(value, rule.most, path, 0);
    case 'exact':
      return isExact(value, rule) ? [] : [breach(path, `is not of at most ${rule.most} letters, as it has to be`)];
    case 'number':
      return isWithin(value, rule) ? [] : [breach(path, `is not between ${rule.from} and ${rule.to}`)];
    case 'one':
      return inNode(value, rule.of, path);
    case 'list':
      return inList(value, rule, path);
    default:
      return rule satisfies never;
  }
}

function inWords(value: unknown, most: number, path: string, least = 1): readonly Breach[] {
  if (typeof value !== 'string') return [breach(path, 'is no text')];
  if (value.length < least) return [breach(path, 'is empty')];
  return value.length > most ? [breach(path, `has ${value.length} letters, and may have ${most}`)] : [];
}

export function isExact(value: unknown, { most, like }: Extract<Rule, { is: 'exact' }>): value is string {
  return typeof value === 'string' && value !== '' && value.length <= most && (like?.test(value) ?? true);
}

export function isWithin(value: unknown, { from, to }: Extract<Rule, { is: 'number' }>): boolean {
  return Number.isInteger(value) && Number(value) >= from && Number(value) <= to;
}

function inList(value: unknown, rule: Extract<Rule, { is: 'list' }>, path: string): readonly Breach[] {
  if (!Array.isArray(value)) return [breach(path, 'is no list')];
  const { most, least, of } = rule;
  return [
    ...(value.length > most ? [breach(path, `has ${value.length}, and may have ${most}`)] : []),
    ...(value.length < least ? [breach(path, 'is empty')] : []),
    ...alike(value, rule.differ).map((index) => breach(`${path}[${index}].${rule.differ}`, 'is there already')),
    ...value.flatMap((item: unknown, index) =>
      of === 'text'
        ? breaches(item, { is: 'text', most: PUBLISHED.text }, `${path}[${index}]`)
        : inNode(item, of, `${path}[${index}]`),
    ),
  ];
}

/** Which of these have what an earlier one has. */
export function alike(items: readonly unknown[], differ: string | undefined): readonly number[] {
  if (differ === undefined) return [];
  const values = items.map((item) => (isNode(item) ? item[differ] : undefined));
  return [...values.keys()].filter((at) => values[at] !== undefined && values.indexOf(values[at]) < at);
}

function notAmongOptions(node: Node, path: string): readonly Breach[] {
  const known = valuesIn(node['options']);
  const chosen = valuesIn(node['initial_options'] ?? [node['initial_option'] ?? []].flat());
  return chosen.every((value) => known.includes(value)) ? [] : [breach(path, 'begins with what cannot be chosen')];
}

export function valuesIn(options: unknown): readonly unknown[] {
  return Array.isArray(options) ? options.map((one: unknown) => (isNode(one) ? one['value'] : undefined)) : [];
}

function breach(path: string, says: string): Breach {
  return { path, says };
}
