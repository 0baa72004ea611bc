import { type AnyBlock, context } from '../blocks/blocks.ts';
import { link } from '../blocks/escape.ts';
import type { Surface } from '../blocks/surfaces.ts';
import { plain } from '../blocks/text.ts';
import { cut, cutMarkup } from './cut.ts';
import { PUBLISHED } from './published.ts';
import { isNode, type Node, type Rule, shapeOf } from './shapes.ts';
import { alike, isExact, isWithin, validate, valuesIn } from './validate.ts';

/** What stands for words where Slack wants some and there are none. */
const NOTHING = '—';

/**
 * What Slack will take of this: texts are cut, what is too much is left out, and said to be. What fits stays as it is.
 * Somebody who is not told at all is worse off than somebody who reads half of it here and the rest at `url`.
 */
export function guard<One extends Surface>(surface: One, url: string): One {
  if (validate(surface).length === 0) return surface;
  const kept = keptOf({ ...surface }, 'surface', url) as unknown as One;
  if (validate(kept).every(({ path }) => path !== 'submit')) return kept;
  return { ...kept, submit: plain('Send') };
}

type Family = Parameters<typeof shapeOf>[1];

/** Undefined: what it cannot do without cannot be kept. */
function keptOf(value: unknown, family: Family, url: string): Node | undefined {
  const shape = isNode(value) ? shapeOf(value, family) : undefined;
  if (shape === undefined || !isNode(value)) return undefined;
  const fields = Object.entries(value).flatMap(([field, given]) => {
    const rule = shape.fields[field];
    const kept = rule === undefined || given === undefined ? given : fitted(given, rule, url);
    return kept === undefined ? [] : [[field, kept] as const];
  });
  const kept = Object.fromEntries(fields);
  if (shape.needs.some((field) => kept[field] === undefined)) return undefined;
  return shape.chosen === undefined ? kept : choosingAmongOptions(kept);
}

function fitted(value: unknown, rule: Rule, url: string): unknown {
  switch (rule.is) {
    case 'text':
      return isNode(value) ? fitText(value, rule.most) : undefined;
    case 'words':
      return typeof value === 'string' ? (rule.markup ? cutMarkup : cut)(value, rule.most) : undefined;
    case 'exact':
      return isExact(value, rule) ? value : undefined;
    case 'number':
      return isWithin(value, rule) ? value : undefined;
    case 'one':
      return keptOf(value, rule.of, url);
    case 'list':
      return fitList(value, rule, url);
    default:
      return rule satisfies never;
  }
}

function fitText(node: Node, most: number): Node {
  const text = String(node['text'] ?? '');
  const shortened = node['type'] === 'mrkdwn' ? cutMarkup(text, most) : cut(text, most);
  return { ...node, text: shortened === '' ? NOTHING : shortened };
}

function fitList(value: unknown, rule: Extract<Rule, { is: 'list' }>, url: string): readonly unknown[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const { of, most, least } = rule;
  const items = value.flatMap((item: unknown): readonly Node[] =>
    of === 'text' ? (isNode(item) ? [fitText(item, PUBLISHED.text)] : []) : [keptOf(item, of, url) ?? []].flat(),
  );
  const twice = alike(items, rule.differ);
  const different =
    of === 'block'
      ? items.map((item, at) => (twice.includes(at) ? withoutId(item) : item))
      : items.filter((_, at) => !twice.includes(at));
  if (different.length < least) return undefined;
  return of === 'block' ? folded(different as unknown as AnyBlock[], most, url) : different.slice(0, most);
}

function withoutId({ block_id: _, ...rest }: Node): Node {
  return rest;
}

/** The first of them, and how many more there are. */
function folded(blocks: readonly AnyBlock[], most: number, url: string): readonly AnyBlock[] {
  if (blocks.length <= most) return blocks;
  const shown = blocks.slice(0, most - 1);
  return [...shown, context(`and ${blocks.length - shown.length} more in ${link(url, 'Leasehold')}`)];
}

function choosingAmongOptions(node: Node): Node {
  const known = valuesIn(node['options']);
  const { initial_option, initial_options, ...rest } = node;
  const many = Array.isArray(initial_options)
    ? initial_options.filter((one: unknown) => known.includes(valuesIn([one])[0]))
    : [];
  return {
    ...rest,
    ...(initial_option !== undefined && known.includes(valuesIn([initial_option])[0]) ? { initial_option } : {}),
    ...(many.length > 0 ? { initial_options: many } : {}),
  };
}
