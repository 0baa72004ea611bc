import type { PersonId } from '../ids.ts';
import type { Level, LevelDecision } from '../request/request.ts';

/** How many decisions a level needs at least. Of `all`, how many are left depends on who decided before. */
export function neededOf({ mode }: Pick<Level, 'mode'>): number {
  return mode.kind === 'n_of_m' ? Math.max(1, mode.needed) : 1;
}

/** Both the person who clicked and the one they stood for have had their say. */
export function hadTheirSay({ by, onBehalfOf }: LevelDecision): readonly PersonId[] {
  return onBehalfOf === undefined ? [by] : [by, onBehalfOf];
}

/** Who decides these levels or has decided them, whatever happens: they cannot decide a later, distinct one. */
export function boundTo(levels: readonly Level[]): ReadonlyMap<PersonId, string> {
  const bound = new Map<PersonId, string>();
  for (const [index, level] of levels.entries()) {
    for (const id of certainOf(level)) bound.set(id, `decides level ${index + 1}`);
  }
  return bound;
}

function certainOf(level: Level): readonly PersonId[] {
  if (level.state === 'done') return level.decisions.flatMap(hadTheirSay);
  const everyone = level.mode.kind === 'all' || level.approvers.length === neededOf(level);
  return everyone ? level.approvers.map(({ personId }) => personId) : [];
}

/**
 * Whether different people can be found for every distinct level: two levels that only one and the same person could
 * decide would wait for ever. The levels' seats are filled one by one; a person in the way moves to another seat of
 * theirs if they can (augmenting paths).
 */
export function canBeFilled(levels: readonly Level[]): boolean {
  const seats = levels
    .filter(({ distinct, state }, index) => (distinct || index === 0) && state !== 'done')
    .flatMap((level) => Array.from({ length: neededOf(level) }, () => level.approvers.map(({ personId }) => personId)));
  const seatOf = new Map<PersonId, number>();
  const fill = (seat: number, seen: Set<PersonId>): boolean => {
    for (const id of seats[seat] ?? []) {
      if (seen.has(id)) continue;
      seen.add(id);
      const taken = seatOf.get(id);
      if (taken !== undefined && !fill(taken, seen)) continue;
      seatOf.set(id, seat);
      return true;
    }
    return false;
  };
  return seats.every((_, seat) => fill(seat, new Set()));
}
