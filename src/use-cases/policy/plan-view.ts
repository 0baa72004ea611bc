import type { Json } from '../../domain/json.ts';
import type { OrganisationDiff } from '../../domain/organisation/diff.ts';
import { sayDiff } from '../../domain/organisation/say-diff.ts';

type Counts = { readonly [What in 'added' | 'changed' | 'removed']: number };

export const COUNTED = ['people', 'apps', 'entitlements', 'flows', 'rules', 'duties'] as const;

/** A difference as people read it. */
export interface PlanView {
  /** The version it was planned on: apply needs it. */
  readonly version: number;
  /** Of what would be done; apply may carry it, and is refused where something else would be done. */
  readonly hash: string;
  readonly lines: readonly string[];
  /** How many lines are not shown. */
  readonly more: number;
  readonly counts: { readonly [Section in (typeof COUNTED)[number]]: Counts };
  readonly warnings: readonly string[];
}

const MOST_LINES = 1000;

export function planView(
  { stored: { version }, hash, diff }: { stored: { version: number }; hash: string; diff: OrganisationDiff },
  warnings: readonly string[],
): PlanView {
  const lines = sayDiff(diff);
  const shown = lines.slice(0, MOST_LINES);
  return { version, hash, lines: shown, more: lines.length - shown.length, counts: countsOf(diff), warnings };
}

export function countsOf(diff: OrganisationDiff): PlanView['counts'] {
  const counted = COUNTED.map((section) => {
    const { added, changed, removed } = diff[section];
    return [section, { added: added.length, changed: changed.length, removed: removed.length }] as const;
  });
  return Object.fromEntries(counted) as PlanView['counts'];
}

export function asJson(view: PlanView): { readonly [key: string]: Json } {
  return { ...view, counts: { ...view.counts } };
}
