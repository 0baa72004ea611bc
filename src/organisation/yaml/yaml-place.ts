import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type LineCounter,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';
import type { Path, Source } from '../finding.ts';

/** Finds the line of what stands at a path; of its nearest parent where it is missing. */
export function yamlSource(document: Document, lines: LineCounter, file: string): Source {
  const pairs = createPairs();
  return {
    files: [file],
    place: (path) => ({ file, line: lines.linePos(offsetOf(document, path, pairs)).line }),
  };
}

type Pairs = (map: YAMLMap) => ReadonlyMap<unknown, Pair>;

/** Pairs by key, indexed once a map: a file with thousands of problems asks thousands of times. */
function createPairs(): Pairs {
  const known = new WeakMap<YAMLMap, ReadonlyMap<unknown, Pair>>();
  return (map) => {
    const pairs = known.get(map) ?? new Map(map.items.map((pair) => [keyOf(pair), pair]));
    known.set(map, pairs);
    return pairs;
  };
}

function offsetOf(document: Document, path: Path, pairs: Pairs): number {
  let node = resolved(document, document.contents);
  let offset = startOf(node) ?? 0;
  for (const key of path) {
    const step = stepInto(document, node, key, pairs);
    if (step === undefined) break;
    offset = step.offset ?? offset;
    node = step.node;
  }
  return offset;
}

interface Step {
  readonly offset: number | undefined;
  readonly node: Node | undefined;
}

function stepInto(document: Document, node: Node | undefined, key: PropertyKey, pairs: Pairs): Step | undefined {
  if (isSeq(node) && typeof key === 'number') {
    const item = asNode(node.items[key]);
    return item && { offset: startOf(item), node: resolved(document, item) };
  }
  const pair = isMap(node) ? pairs(node).get(key) : undefined;
  return pair && { offset: startOf(asNode(pair.key)), node: resolved(document, asNode(pair.value)) };
}

function keyOf(pair: Pair): unknown {
  return isScalar(pair.key) ? pair.key.value : pair.key;
}

function asNode(value: unknown): Node | undefined {
  return isNode(value) ? value : undefined;
}

function resolved(document: Document, node: Node | null | undefined): Node | undefined {
  return (isAlias(node) ? node.resolve(document) : node) ?? undefined;
}

function startOf(node: Node | undefined): number | undefined {
  return node?.range?.[0];
}
