import type { PlacedFinding } from '../finding.ts';
import { didYouMean, quoted } from '../wording.ts';
import type { CellKind, Column, Columns } from './columns.ts';
import { type Row, readRows } from './read-cells.ts';

export type Entry = Record<string, unknown>;

export interface Table {
  readonly entries: readonly Entry[];
  /** On which line each entry begins. */
  readonly lines: readonly number[];
  /** Those of the header. */
  readonly columns: readonly Column[];
  readonly findings: readonly PlacedFinding[];
}

export const EMPTY: Table = { entries: [], lines: [], columns: [], findings: [] };

/** Rows under a header -> entries as `leasehold.yaml` would hold them. */
export function readEntries(text: string, file: string, columns: Columns, needed: readonly string[]): Table {
  const read = readRows(text);
  if (!read.ok) return broken({ file, ...read.stop });
  const [header, ...rows] = read.rows;
  if (header === undefined) return broken({ file, line: 1, sentence: 'the file is empty' });
  const names = header.cells.map(columnName);
  const findings = [...checkHeader(names, columns, needed), ...checkWidths(rows, names.length)];
  if (findings.length > 0) return { ...EMPTY, findings: findings.map((found) => ({ file, ...found })) };
  const used = names.flatMap((name) => columns[name] ?? []);
  const entries = rows.map((row) => entryOf(row, used));
  return { entries, lines: rows.map(({ line }) => line), columns: used, findings: [] };
}

function broken(finding: PlacedFinding): Table {
  return { ...EMPTY, findings: [finding] };
}

/** `E-mail`, `Slack user ID` and `slack_user_id` are what people call columns. */
function columnName(cell: string): string {
  const name = cell.trim().toLowerCase().replaceAll(/[ -]+/g, '_');
  return name === 'e_mail' ? 'email' : name;
}

type Found = Omit<PlacedFinding, 'file'>;

function checkHeader(names: readonly string[], columns: Columns, needed: readonly string[]): readonly Found[] {
  const known = Object.keys(columns);
  const unknown = names.filter((name) => !known.includes(name));
  const twice = names.filter((name, i) => known.includes(name) && names.indexOf(name) !== i);
  const missing = needed.filter((name) => !names.includes(name));
  return [
    ...unknown.map((name) => `${quoted(name)} is not a column${didYouMean(name, known)}`),
    ...twice.map((name) => `the column ${quoted(name)} is here twice`),
    ...missing.map((name) => `the column ${quoted(name)} is missing`),
  ].map((sentence) => ({ line: 1, sentence }));
}

/** A row that is too short or too long has a cell in a wrong place: guessing could make a wrong person an owner. */
function checkWidths(rows: readonly Row[], width: number): readonly Found[] {
  return rows
    .filter(({ cells }) => cells.length !== width)
    .map(({ line, cells }) => ({ line, sentence: `the row has ${cells.length} cells, and the header has ${width}` }));
}

function entryOf({ cells }: Row, columns: readonly Column[]): Entry {
  const entry: Entry = {};
  for (const [i, column] of columns.entries()) {
    const cell = cells[i]?.trim() ?? '';
    if (cell !== '') put(entry, column.path, valueOf(cell, column.kind));
  }
  return entry;
}

function put(entry: Entry, path: readonly string[], value: unknown): void {
  const [key = '', ...deeper] = path;
  if (deeper.length === 0) entry[key] = value;
  else put((entry[key] ??= {}) as Entry, deeper, value);
}

const FLAGS: Readonly<Record<string, boolean>> = { true: true, yes: true, false: false, no: false };

/** What cannot be read stays as it stands: the schema then says what it should have been. */
function valueOf(cell: string, kind: CellKind): unknown {
  if (kind === 'list') return cell.split('|').map((item) => item.trim());
  if (kind === 'number') return /^\d{1,15}$/.test(cell) ? Number(cell) : cell;
  if (kind === 'flag') return FLAGS[cell.toLowerCase()] ?? cell;
  return cell;
}
