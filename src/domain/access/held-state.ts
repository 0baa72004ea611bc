import type { Claim, Holding } from '../ledger/claim.ts';
import type { Instant } from '../time.ts';

/** `untracked`: found in the app, and nobody ever asked for it here. */
export type HeldState = 'held' | 'giving' | 'taking' | 'gone' | 'untracked';

export function heldStateOf({
  wanted,
  proof,
  generation,
}: Pick<Holding, 'wanted' | 'proof' | 'generation'>): HeldState {
  if (wanted.held) return proof === undefined ? 'giving' : 'held';
  if (proof !== undefined) return 'gone';
  return generation === 0 ? 'untracked' : 'taking';
}

/** As it is wanted; of what is not wanted, as it was seen last. */
export function heldLevelOf({ wanted, actual }: Holding): string | undefined {
  if (wanted.held) return wanted.level;
  return actual.seen === 'present' ? actual.level : undefined;
}

/** When the last reason for it ends; undefined where one of them has no end, and where there is none. */
export function heldUntil(claims: readonly Claim[]): Instant | undefined {
  const ends = claims.filter(({ live }) => live).map(({ endsAt }) => endsAt);
  if (ends.length === 0 || ends.includes(undefined)) return undefined;
  return Math.max(...ends.filter((end) => end !== undefined));
}
