const LONGEST_QUOTE = 80;

/** A value of a file as it is named in a sentence: short, and on one line whatever it holds. */
export function quoted(text: string): string {
  const line = JSON.stringify(text);
  return line.length <= LONGEST_QUOTE ? line : `${line.slice(0, LONGEST_QUOTE)}…"`;
}

const MOST_NAMED = 10;

/** `a, b and c`; of many only the first. */
export function sayNames(names: readonly string[], last = 'and'): string {
  const more = names.length - MOST_NAMED;
  const shown = more > 0 ? [...names.slice(0, MOST_NAMED), `${more} more`] : names;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} ${last} ${shown.at(-1)}`;
}

/** A word of a file in a list: in quotes where it is more than a word. */
export function asWord(name: string): string {
  return /^[\w@.+/-]+$/.test(name) ? name : quoted(name);
}

const LONGEST_LINE = 1000;

/** Whatever a name holds, it begins no line of its own and turns no writing round. */
export function oneLine(said: string): string {
  const line = said.replaceAll(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ');
  return line.length <= LONGEST_LINE ? line : `${line.slice(0, LONGEST_LINE)}…`;
}

/** `1 app`, `3 apps`; one whose plural is not made by an `s` is given both words. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
