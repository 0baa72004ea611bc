export const MORE = '…';
const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** At most so many units of it: whole letters as people see them, and a sign that there was more. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return fitting(graphemes(text), most - MORE.length) + MORE;
}

export function fitting(parts: Iterable<string>, most: number): string {
  let kept = '';
  for (const part of parts) {
    if (kept.length + part.length > most) break;
    kept += part;
  }
  return kept.trimEnd();
}

export function* graphemes(text: string): Generator<string> {
  for (const { segment } of letters.segment(text)) yield segment;
}
