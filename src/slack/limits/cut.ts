const MORE = '…';
/** Whole: half an entity is a letter nobody wrote, half a mention or date is an open bracket. */
const ATOMS = /&(?:amp|lt|gt);|<[^<>]*>/g;
const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** At most so many units of it: whole letters as people see them, and a sign that there was more. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return fitting(graphemes(text), most - MORE.length) + MORE;
}

/** The same for text with markup of ours: bold that is cut in two ends before the sign. */
export function cutMarkup(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = fitting(atoms(text), most - MORE.length - 1);
  return kept.split('*').length % 2 === 0 ? `${kept}*${MORE}` : kept + MORE;
}

function fitting(parts: Iterable<string>, most: number): string {
  let kept = '';
  for (const part of parts) {
    if (kept.length + part.length > most) break;
    kept += part;
  }
  return kept.trimEnd();
}

function* atoms(text: string): Generator<string> {
  let at = 0;
  for (const found of text.matchAll(ATOMS)) {
    if (found.index > at) yield* graphemes(text.slice(at, found.index));
    yield found[0];
    at = found.index + found[0].length;
  }
  yield* graphemes(text.slice(at));
}

function* graphemes(text: string): Generator<string> {
  for (const { segment } of letters.segment(text)) yield segment;
}
