import { editDistance } from './edit-distance.ts';

/** So many slips in a word of so many letters. */
const LETTERS_A_SLIP = 4;

/** Those that are called so; else those of whose name it is a part; else those that are called nearly so. */
export function closestTo<Thing>(
  text: string,
  among: readonly Thing[],
  namesOf: (thing: Thing) => readonly string[],
): readonly Thing[] {
  const wanted = folded(text);
  const where = (isMeant: (name: string) => boolean) =>
    among.filter((thing) => namesOf(thing).map(folded).some(isMeant));
  const same = where((name) => name === wanted);
  if (same.length > 0) return same;
  const part = where((name) => name.includes(wanted));
  return part.length > 0 ? part : where((name) => wordsOf(name).some((word) => isNear(word, wanted)));
}

/** Of a name with several words, each may be what was meant. */
function wordsOf(name: string): readonly string[] {
  return [name, ...name.split(/[\s-]+/)];
}

function isNear(word: string, wanted: string): boolean {
  const slips = Math.floor(wanted.length / LETTERS_A_SLIP);
  return Math.abs(word.length - wanted.length) <= slips && editDistance(word, wanted) <= slips;
}

function folded(text: string): string {
  return text.trim().toLowerCase();
}
