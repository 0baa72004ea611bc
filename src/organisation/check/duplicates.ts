import type { Finding, Path } from '../finding.ts';
import { quoted } from '../wording.ts';

/** Each later item whose key an earlier one has; `what` names the key: `the e-mail address`. */
export function duplicates<Item>(
  items: readonly Item[],
  what: string,
  keyOf: (item: Item) => string | undefined,
  pathOf: (index: number) => Path,
): readonly Finding[] {
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    const key = keyOf(item);
    if (key === undefined) return [];
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ path: pathOf(index), sentence: `${what} ${quoted(key)} is here twice` }];
  });
}
