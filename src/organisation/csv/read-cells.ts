/** A row of cells and the line on which it begins. */
export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface Stop {
  readonly line: number;
  readonly sentence: string;
}

export type ReadRows =
  | { readonly ok: true; readonly rows: readonly Row[] }
  | { readonly ok: false; readonly stop: Stop };

const QUOTE = '"';

/** RFC 4180, and what spreadsheets really write: a BOM, `;` or tabs between cells, any line ending. */
export function readRows(text: string): ReadRows {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const reader = createReader(body, separatorOf(body));
  const rows: Row[] = [];
  while (reader.hasMore()) {
    const line = reader.line();
    const cells = reader.row();
    if ('sentence' in cells) return { ok: false, stop: cells };
    const isBlank = cells.length === 1 && cells[0] === '';
    if (!isBlank) rows.push({ line, cells });
  }
  return { ok: true, rows };
}

/** The separator that the header has most of; names of columns hold none. */
function separatorOf(text: string): string {
  const header = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const count = (separator: string) => header.split(separator).length;
  return [',', ';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best));
}

function createReader(text: string, separator: string) {
  const plain = new RegExp(`[^${separator}"\r\n]*`, 'y');
  let at = 0;
  let line = 1;

  const match = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? '';
    at += found.length;
    return found;
  };

  const quotedCell = (): string | Stop => {
    const opened = line;
    const close = closingQuote(text, at + 1);
    if (close === -1) return { line: opened, sentence: 'a quote is opened and never closed' };
    const inside = text.slice(at + 1, close);
    at = close + 1;
    line += inside.match(/\r\n|\r|\n/g)?.length ?? 0;
    if (!isCellEnd()) return { line, sentence: 'something follows the closing quote of a cell' };
    return inside.replaceAll('""', QUOTE);
  };

  const plainCell = (): string | Stop => {
    const cell = match(plain);
    return text[at] === QUOTE ? { line, sentence: 'a quote stands inside a cell that does not begin with one' } : cell;
  };

  const isCellEnd = () => at >= text.length || [separator, '\r', '\n'].includes(text[at] ?? '');

  const row = (): readonly string[] | Stop => {
    const cells: string[] = [];
    do {
      const cell = text[at] === QUOTE ? quotedCell() : plainCell();
      if (typeof cell !== 'string') return cell;
      cells.push(cell);
    } while (text[at] === separator && ++at > 0);
    if (match(/\r\n|\r|\n/y) !== '') line += 1;
    return cells;
  };

  return { row, line: () => line, hasMore: () => at < text.length };
}

/** A doubled quote is a quote in the text. A loop, because a pattern would need its stack for every one of them. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf(QUOTE, from);
  while (at !== -1 && text[at + 1] === QUOTE) at = text.indexOf(QUOTE, at + 2);
  return at;
}
