import { parseSync } from '@swc/core';

/** A node of swc's tree, read without its types: the checks look at a handful of kinds only. */
export interface Node {
  readonly type: string;
  readonly span: { readonly start: number; readonly end: number };
  readonly [key: string]: unknown;
}

export interface Syntax {
  readonly statements: readonly Node[];
  lineOf(node: Node): number;
  linesIn(node: Node): number;
}

export function parse(path: string, text: string): Syntax {
  const tsx = path.endsWith('.tsx');
  const module = parseSync(text, { syntax: 'typescript', tsx, target: 'es2024' }) as unknown as { body: Node[] };
  const lineAt = lineFinder(text);
  const lineOf = (node: Node) => lineAt(node.span.start);
  return { statements: module.body, lineOf, linesIn: (node) => lineAt(node.span.end - 1) - lineOf(node) + 1 };
}

/** swc counts places in bytes from 1. */
function lineFinder(text: string): (place: number) => number {
  const bytes = Buffer.from(text);
  const ends: number[] = [];
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) ends.push(at);
  return (place) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < place - 1) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}

/** Visits every node; `parents` goes from the root down to the node's parent. */
export function visit(root: unknown, see: (node: Node, parents: readonly Node[]) => void): void {
  walk(root, [], see);
}

function walk(value: unknown, parents: readonly Node[], see: (node: Node, parents: readonly Node[]) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) walk(item, parents, see);
    return;
  }
  const inside = isNode(value) ? [...parents, value] : parents;
  if (isNode(value)) see(value, parents);
  for (const item of Object.values(value)) walk(item, inside, see);
}

function isNode(value: object): value is Node {
  return 'type' in value && typeof value.type === 'string';
}
