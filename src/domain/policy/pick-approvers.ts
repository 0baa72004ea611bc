import { type Result, ok, refused } from '../errors.ts';
import type { PersonId } from '../ids.ts';
import type { Level } from '../request/request.ts';
import { canBeFilled, neededOf } from './seats.ts';

/** The levels after the requester's choice: where they may choose, only the chosen are asked. */
export function pickApprovers(levels: readonly Level[], picked: readonly PersonId[]): Result<readonly Level[]> {
  const open = levels.filter(({ requesterPicks }) => requesterPicks);
  const stranger = picked.find((id) => !open.some((level) => isAmong(level, id)));
  if (stranger !== undefined) {
    return refused('not_an_approver', `Only those who can decide may be chosen; ${stranger} cannot.`, among(levels));
  }
  const narrowed = levels.map((level) => (level.requesterPicks ? narrow(level, picked) : level));
  const short = narrowed.find((level) => level.approvers.length < neededOf(level));
  if (short !== undefined)
    return refused('malformed', sayShort(narrowed.indexOf(short), neededOf(short)), among(levels));
  if (canBeFilled(narrowed)) return ok(narrowed);
  return refused(
    'malformed',
    'Different people must decide the levels: choose somebody else for one of them.',
    among(levels),
  );
}

/** Among whom the requester can choose, by level; nobody where there is no choice. */
export function choicesOf(levels: readonly Level[]): readonly (readonly PersonId[])[] {
  return levels.map((level) => {
    if (level.requesterPicks !== true) return [];
    const passed = level.skipped?.flatMap(({ personId, because }) => (because === NOT_CHOSEN ? (personId ?? []) : []));
    return [...level.approvers.map(({ personId }) => personId), ...(passed ?? [])];
  });
}

const NOT_CHOSEN = 'not chosen';

function among(levels: readonly Level[]) {
  return { field: 'approvers', data: { choices: choicesOf(levels) } } as const;
}

function isAmong({ approvers }: Level, id: PersonId): boolean {
  return approvers.some(({ personId }) => personId === id);
}

function narrow(level: Level, picked: readonly PersonId[]): Level {
  const others = level.approvers.filter(({ personId }) => !picked.includes(personId));
  return {
    ...level,
    approvers: level.approvers.filter(({ personId }) => picked.includes(personId)),
    skipped: [...(level.skipped ?? []), ...others.map(({ personId }) => ({ personId, because: NOT_CHOSEN }))],
  };
}

function sayShort(index: number, needed: number): string {
  return needed === 1
    ? `Choose who decides level ${index + 1}.`
    : `Choose at least ${needed} people for level ${index + 1}.`;
}
