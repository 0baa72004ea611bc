import { editDistance } from '../domain/text/edit-distance.ts';
import type { Path } from './finding.ts';

const LONGEST_QUOTE = 60;

/** A value as it is named in a sentence: short, and on one line whatever it holds. */
export function quoted(value: unknown): string {
  const text = JSON.stringify(String(value));
  return text.length <= LONGEST_QUOTE ? text : `${text.slice(0, LONGEST_QUOTE)}…"`;
}

/** ` Did you mean "x"?` for the nearest of `known`, or nothing where none is near. */
export function didYouMean(wrong: string, known: Iterable<string>): string {
  const found = nearest(wrong, known);
  return found === undefined ? '' : `. Did you mean ${quoted(found)}?`;
}

/** Long words are not compared: a typing error leaves a word about as long as it was. */
const LONGEST_WORD = 80;

/** Addresses of one house are alike in their long second half, so little may differ. */
function furthestFor(wrong: string): number {
  const furthest = Math.min(Math.ceil(wrong.length / 3), wrong.length - 1);
  return wrong.includes('@') ? Math.min(furthest, 2) : furthest;
}

export function nearest(wrong: string, known: Iterable<string>): string | undefined {
  const furthest = furthestFor(wrong);
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const name of known) {
    if (wrong.length > LONGEST_WORD || Math.abs(name.length - wrong.length) > furthest) continue;
    const distance = editDistance(wrong.toLowerCase(), name.toLowerCase());
    if (distance <= furthest && (best === undefined || distance < best.distance)) best = { name, distance };
  }
  return best?.name;
}

export function oneOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** What stands at a path, as the beginning of a sentence: `"seats"`, `entry 2 of "owners"`. */
export function subjectAt(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'the file';
  if (typeof last !== 'number') return quoted(last);
  const list = path.findLast((key) => typeof key === 'string');
  return `entry ${last + 1} of ${quoted(list ?? 'the list')}`;
}
