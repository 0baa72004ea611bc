import { type Node, type Syntax, visit } from './syntax.ts';

export interface FunctionSize {
  readonly name: string;
  readonly line: number;
  readonly lines: number;
  /** Declarations, methods, and functions given to a name; not the small ones passed on the spot. */
  readonly named: boolean;
}

const KINDS = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ClassMethod',
  'PrivateMethod',
  'Constructor',
  'MethodProperty',
  'GetterProperty',
  'SetterProperty',
]);

const PROPERTIES = new Set(['KeyValueProperty', 'ClassProperty', 'PrivateProperty']);

const TESTS = /^(it|describe|describeUnless)$/;

/** All but the lists of tests: those are chapters, not functions. */
export function functionsIn(syntax: Syntax): FunctionSize[] {
  const found: FunctionSize[] = [];
  visit(syntax.statements, (node, parents) => {
    if (!KINDS.has(node.type) || isChapter(node)) return;
    const name = nameOf(node, parents.at(-1));
    const size = { line: syntax.lineOf(node), lines: syntax.linesIn(node) };
    found.push({ name: name ?? 'a function without a name', named: name !== undefined, ...size });
  });
  return found;
}

function nameOf(node: Node, parent: Node | undefined): string | undefined {
  if (node.type === 'Constructor') return 'constructor';
  const own = text(node.identifier) ?? text(node.key);
  if (own !== undefined) return own;
  if (parent?.type === 'VariableDeclarator') return text(parent.id);
  return parent !== undefined && PROPERTIES.has(parent.type) ? text(parent.key) : undefined;
}

function text(identifier: unknown): string | undefined {
  if (typeof identifier !== 'object' || identifier === null) return undefined;
  const { value, id } = identifier as { value?: unknown; id?: unknown };
  return typeof value === 'string' ? value : text(id);
}

/** What `describe('…', () => …)` and its kin are given: a list of tests. */
function isChapter(node: Node): boolean {
  const body = node.body as Node | undefined;
  const statements = (body?.stmts ?? []) as Node[];
  return statements.some(
    ({ type, expression }) => type === 'ExpressionStatement' && TESTS.test(calledName(expression)),
  );
}

/** `it` for `it('…', …)` and for `it.each(…)('…', …)`. */
function calledName(expression: unknown): string {
  let called = expression as Node | undefined;
  while (called?.type === 'CallExpression' || called?.type === 'MemberExpression')
    called = (called.callee ?? called.object) as Node | undefined;
  return called?.type === 'Identifier' ? String(called.value) : '';
}
