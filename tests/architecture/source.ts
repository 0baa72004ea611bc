import { functionsIn, type FunctionSize } from './functions.ts';
import { type Node, parse, type Syntax, visit } from './syntax.ts';

export interface Import {
  readonly specifier: string;
  readonly line: number;
  /** `import type` or `export type`: nothing of it is left when the code runs. */
  readonly typeOnly: boolean;
  readonly reexport: 'no' | 'names' | 'everything';
}

export interface Source {
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  readonly defaultExports: readonly number[];
  readonly functions: readonly FunctionSize[];
}

export function readSource(path: string, text: string): Source {
  const syntax = parse(path, text);
  return {
    path,
    text,
    lines: text.replace(/\n$/, '').split('\n').length,
    imports: [...statementImports(syntax), ...dynamicImports(syntax)],
    defaultExports: syntax.statements.filter(isDefaultExport).map(syntax.lineOf),
    functions: functionsIn(syntax),
  };
}

function statementImports(syntax: Syntax): Import[] {
  return syntax.statements.flatMap((node) => {
    const specifier = (node.source as { value?: string } | null | undefined)?.value;
    if (specifier === undefined) return [];
    const everything = node.type === 'ExportAllDeclaration' || hasNamespaceExport(node);
    const reexport = node.type === 'ImportDeclaration' ? 'no' : everything ? 'everything' : 'names';
    return [{ specifier, line: syntax.lineOf(node), typeOnly: node.typeOnly === true, reexport }];
  });
}

function dynamicImports(syntax: Syntax): Import[] {
  const found: Import[] = [];
  visit(syntax.statements, (node) => {
    const target = importedBy(node);
    if (target === undefined) return;
    found.push({ ...target, line: syntax.lineOf(node), reexport: 'no' });
  });
  return found;
}

/** `import('x')` as an expression, and as a type: `import('x').T`. */
function importedBy(node: Node): Pick<Import, 'specifier' | 'typeOnly'> | undefined {
  const isType = node.type === 'TsImportType';
  const isCall = node.type === 'CallExpression' && (node.callee as Node).type === 'Import';
  if (!isType && !isCall) return undefined;
  const target = isType ? node.argument : (node.arguments as { expression: unknown }[])[0]?.expression;
  const specifier = (target as { value?: unknown } | undefined)?.value;
  return typeof specifier === 'string' ? { specifier, typeOnly: isType } : undefined;
}

function hasNamespaceExport(node: Node): boolean {
  const specifiers = (node.specifiers ?? []) as { type: string }[];
  return node.type === 'ExportNamedDeclaration' && specifiers.some((one) => one.type === 'ExportNamespaceSpecifier');
}

function isDefaultExport(node: Node): boolean {
  if (node.type === 'ExportDefaultDeclaration' || node.type === 'ExportDefaultExpression') return true;
  const names = (node.type === 'ExportNamedDeclaration' ? node.specifiers : []) as {
    exported?: { value?: string } | null;
  }[];
  return names.some((name) => name.exported?.value === 'default');
}
