export interface Moved {
  readonly name: string;
  /** The one before it now; undefined: it is the first. */
  readonly after: string | undefined;
}

/** The new names and the fewest others that must change places: behind which other each of them stands now. */
export function movedIn(before: readonly string[], after: readonly string[]): readonly Moved[] {
  const was = new Map(before.map((name, place) => [name, place]));
  const common = after.filter((name) => was.has(name));
  const kept = longestRise(common.map((name) => was.get(name) ?? 0));
  const inPlace = new Set(common.filter((_, index) => kept.has(index)));
  return after.flatMap((name, index) => (inPlace.has(name) ? [] : [{ name, after: after[index - 1] }]));
}

/** Which of these numbers make up the longest series that only rises. */
function longestRise(numbers: readonly number[]): ReadonlySet<number> {
  const ends: number[] = [];
  const comesAfter: (number | undefined)[] = [];
  for (const [index, number] of numbers.entries()) {
    const length = lengthBefore(ends, numbers, number);
    comesAfter.push(ends[length - 1]);
    ends[length] = index;
  }
  const found = new Set<number>();
  for (let at = ends.at(-1); at !== undefined; at = comesAfter[at]) found.add(at);
  return found;
}

/** How long the longest rise is that ends below `number`: found by halving, for a policy of thousands of rules. */
function lengthBefore(ends: readonly number[], numbers: readonly number[], number: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
