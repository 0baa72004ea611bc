import type { EntitlementId } from '../ids.ts';
import type { Thing } from './may-be-asked.ts';

/** What somebody may want as well, and how common it is. */
export interface Likely extends Thing {
  /** The one that the other person has. */
  readonly level: string | undefined;
  readonly commonness: Commonness;
}

/** So many of so many. */
export interface Commonness {
  readonly count: number;
  readonly of: number;
}

export interface Sorted {
  readonly items: readonly Likely[];
  readonly lessCommon: readonly Likely[];
}

/** What this share of a title's holders have belongs to the title; the rest is somebody's own. */
const COMMON_SHARE = 0.5;

/** Whatever they have and I do not: the most common among my peers first. */
export function likePerson(likely: readonly Likely[]): Sorted {
  return { items: inOrder(likely), lessCommon: [] };
}

/** What most of them have, and apart from it what some of them do. */
export function likeTitle(likely: readonly Likely[]): Sorted {
  const isCommon = ({ commonness: { count, of } }: Likely) => count >= of * COMMON_SHARE;
  return {
    items: inOrder(likely.filter(isCommon)),
    lessCommon: inOrder(likely.filter((one) => !isCommon(one))),
  };
}

export function commonnessOf(
  id: EntitlementId,
  { people, counts }: { readonly people: number; readonly counts: ReadonlyMap<EntitlementId, number> },
): Commonness {
  return { count: counts.get(id) ?? 0, of: people };
}

/** A colleague's access is held against what others with one's own title have. Undefined where there is nobody else. */
export function sayCommon({ count, of }: Commonness, isTitle: boolean): string | undefined {
  if (of === 0) return undefined;
  return `${count} of ${of} with ${isTitle ? 'this' : 'the same job'} title ${count === 1 ? 'has' : 'have'} this`;
}

function inOrder(likely: readonly Likely[]): readonly Likely[] {
  const keyed = likely.map((one) => ({ one, name: `${one.app.name}\n${one.entitlement.name}\n${one.entitlement.id}` }));
  keyed.sort((a, b) => b.one.commonness.count - a.one.commonness.count || (a.name < b.name ? -1 : 1));
  return keyed.map(({ one }) => one);
}
