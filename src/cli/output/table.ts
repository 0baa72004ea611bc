import { stripVTControlCharacters } from 'node:util';

/** Columns as wide as their widest cell; the last one is left alone, so that what is pasted has no tail of blanks. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const all = [head.map((title) => title.toUpperCase()), ...rows].map((row) => row.map(oneLine));
  const widths = head.map((_, column) => Math.max(...all.map((row) => widthOf(row[column] ?? ''))));
  return all.map((row) =>
    row
      .map((cell, column) => padded(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function oneLine(cell: string): string {
  return cell.replace(/\s+/g, ' ');
}

function padded(cell: string, width: number): string {
  return cell + ' '.repeat(width - widthOf(cell));
}

function widthOf(cell: string): number {
  return [...stripVTControlCharacters(cell)].length;
}

export function shortened(text: string, most: number): string {
  const letters = [...text.replace(/\s+/g, ' ')];
  return letters.length <= most ? letters.join('') : `${letters.slice(0, most - 1).join('')}…`;
}
