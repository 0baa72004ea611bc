import { fitting, graphemes, MORE } from '../../domain/text/cut.ts';

export { cut } from '../../domain/text/cut.ts';

/** Whole: half an entity is a letter nobody wrote, half a mention or date is an open bracket. */
const ATOMS = /&(?:amp|lt|gt);|<[^<>]*>/g;

/** The same for text with markup of ours: bold that is cut in two ends before the sign. */
export function cutMarkup(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = fitting(atoms(text), most - MORE.length - 1);
  return kept.split('*').length % 2 === 0 ? `${kept}*${MORE}` : kept + MORE;
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
