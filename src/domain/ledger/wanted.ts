import type { Actual, Claim, Wanted } from './claim.ts';

/** What the claims ask for together. `claims` stand in the order in which they were added, `levels` lowest first. */
export function wantedOf(claims: readonly Claim[], levels: readonly string[]): Wanted {
  const deciding = decidingClaim(claims, levels);
  return deciding === undefined ? { held: false } : { held: true, level: levelOf(deciding, levels) };
}

/** The claim whose level and fields the holding gets: of the live ones that are not superseded the highest, then the newest. */
export function decidingClaim(claims: readonly Claim[], levels: readonly string[]): Claim | undefined {
  const live = claims.filter((claim) => claim.live);
  const counting = live.filter(
    (claim, at) => !live.slice(at + 1).some(({ supersedes }) => supersedes.includes(claim.id)),
  );
  return counting.reduce<Claim | undefined>((best, claim) => {
    return best === undefined || rank(claim, levels) >= rank(best, levels) ? claim : best;
  }, undefined);
}

/** Where there are levels, a claim that names none asks for the lowest: access is never more than somebody asked for. */
function levelOf({ level }: Claim, levels: readonly string[]): string | undefined {
  return levels.length === 0 ? undefined : (level ?? levels[0]);
}

/** A level that the entitlement no longer has stands below all others, and stays where it is the only one. */
function rank(claim: Claim, levels: readonly string[]): number {
  const level = levelOf(claim, levels);
  return level === undefined ? 0 : levels.indexOf(level);
}

/** Without levels, whatever level the app names is right. */
export function agrees(wanted: Wanted, actual: Actual): boolean {
  if (!wanted.held) return actual.seen === 'absent';
  return actual.seen === 'present' && (wanted.level === undefined || wanted.level === actual.level);
}

export function sameWanted(one: Wanted, other: Wanted): boolean {
  return one.held === other.held && (!one.held || !other.held || one.level === other.level);
}
