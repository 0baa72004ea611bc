import { stripVTControlCharacters } from 'node:util';
import widthOf from 'fast-string-width';

const WIDEST = 60;

/** Columns as wide as their widest cell, one line for each thing, and no tail of blanks: it is pasted elsewhere. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [
    head.map((title) => title.toUpperCase()),
    ...rows.map((row) => row.map((cell) => shortened(cell, WIDEST))),
  ];
  const widths = head.map((_, column) => Math.max(...all.map((row) => widthOf(row[column] ?? ''))));
  return all.map((row) => {
    const cells = row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - widthOf(cell)));
    return cells.join('  ').trimEnd();
  });
}

const graphemes = new Intl.Segmenter();

/** In one line, and no wider than that on a terminal. */
export function shortened(text: string, widest: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (widthOf(line) <= widest) return line;
  let kept = '';
  for (const { segment } of graphemes.segment(stripVTControlCharacters(line))) {
    if (widthOf(kept) + widthOf(segment) >= widest) break;
    kept += segment;
  }
  return `${kept}…`;
}
