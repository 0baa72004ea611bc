import { availableParallelism, cpus } from 'node:os';

/** One measured ratio. `bare` and `ours` are shown beside it for the reader; only the ratio is compared with anything. */
export interface Row {
  readonly name: string;
  readonly bare: string;
  readonly ours: string;
  readonly ratio: number;
  readonly goal: number;
  readonly better: 'higher' | 'lower';
}

export interface Report {
  readonly rows: readonly Row[];
  readonly notes: readonly string[];
  /** What must be so whatever the speed; anything here fails the run. */
  readonly broken: readonly string[];
}

export function printReport({ rows, notes, broken }: Report, json: boolean): void {
  if (json)
    for (const { name, ratio, goal, better } of rows) console.log(JSON.stringify({ name, ratio, goal, better }));
  const print = json ? console.error : console.log;
  print(`\n${machine()}\n`);
  for (const line of tableOf(rows)) print(line);
  for (const note of notes) print(`\n${note}`);
  for (const sentence of broken) print(`\nBROKEN: ${sentence}`);
}

export function meetsGoal({ ratio, goal, better }: Row): boolean {
  return better === 'higher' ? ratio >= goal : ratio <= goal;
}

export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

function machine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  return `${availableParallelism()} cores (${model}), Node ${process.versions.node}, ${process.platform}-${process.arch}`;
}

function tableOf(rows: readonly Row[]): string[] {
  const cells = rows.map((row) => {
    const goal = `${row.better === 'higher' ? '≥' : '≤'} ${row.goal}`;
    return [row.name, row.bare, row.ours, String(row.ratio), goal, meetsGoal(row) ? 'ok' : 'below'];
  });
  return aligned([['row', 'bare', 'ours', 'ratio', 'goal', ''], ...cells]);
}

/** Markdown that is readable in a terminal as well. */
export function aligned(table: readonly (readonly string[])[]): string[] {
  const widths = (table[0] ?? []).map((_, column) => Math.max(3, ...table.map((row) => row[column]?.length ?? 0)));
  const lines = table.map((row) => `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`);
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [lines[0] ?? '', rule, ...lines.slice(1)];
}
