import { refused } from '../domain/errors.ts';

/** Where something stands in the file, as keys and positions: `['people', 3, 'manager']`. */
export type Path = readonly PropertyKey[];

/** Something wrong, said without the place: `manager "x@y" is not one of the people`. */
export interface Finding {
  readonly path: Path;
  readonly sentence: string;
}

export interface Place {
  readonly file: string;
  readonly line: number;
}

/** Values read from files, and where each of them stood. */
export interface Source {
  /** In the order in which problems are told. */
  readonly files: readonly string[];
  place(path: Path): Place;
}

export interface PlacedFinding extends Place {
  readonly sentence: string;
}

/** The first problem by line is told, the others are counted. */
export function refuseFindings(source: Source, findings: readonly Finding[]) {
  const placed = findings.map(({ path, sentence }) => ({ ...source.place(path), sentence }));
  return refusePlaced(source.files, placed);
}

export function refusePlaced(files: readonly string[], findings: readonly PlacedFinding[]) {
  const rank = (finding: Place) => files.indexOf(finding.file);
  const [first, ...others] = findings.toSorted((a, b) => rank(a) - rank(b) || a.line - b.line);
  if (first === undefined) throw new RangeError('a refusal needs a finding');
  const { file, line, sentence } = first;
  const detail = `${file} line ${line}: ${finished(sentence)}${andMore(others.length)} Nothing was changed.`;
  return refused('invalid_file', detail, { data: { file, line, more: others.length } });
}

function finished(sentence: string): string {
  return /[.?]$/.test(sentence) ? sentence : `${sentence}.`;
}

function andMore(count: number): string {
  if (count === 0) return '';
  return count === 1 ? ' There is 1 more problem.' : ` There are ${count} more problems.`;
}
