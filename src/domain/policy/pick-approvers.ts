import { type Result, ok, refused } from '../errors.ts';
import type { PersonId } from '../ids.ts';
import type { Level } from '../request/request.ts';
import { canBeFilled, neededOf } from './seats.ts';

const FIELD = { field: 'approvers' } as const;

/** The levels after the requester's choice: where they may choose, only the chosen are asked. */
export function pickApprovers(levels: readonly Level[], picked: readonly PersonId[]): Result<readonly Level[]> {
  const open = levels.filter(({ requesterPicks }) => requesterPicks);
  const stranger = picked.find((id) => !open.some((level) => isAmong(level, id)));
  if (stranger !== undefined) {
    return refused('not_an_approver', `Only those who can decide may be chosen; ${stranger} cannot.`, FIELD);
  }
  const narrowed = levels.map((level) => (level.requesterPicks ? narrow(level, picked) : level));
  const short = narrowed.find((level) => level.approvers.length < neededOf(level));
  if (short !== undefined) return refused('malformed', sayShort(narrowed.indexOf(short), neededOf(short)), FIELD);
  if (canBeFilled(narrowed)) return ok(narrowed);
  return refused('malformed', 'Different people must decide the levels: choose somebody else for one of them.', FIELD);
}

function isAmong({ approvers }: Level, id: PersonId): boolean {
  return approvers.some(({ personId }) => personId === id);
}

function narrow(level: Level, picked: readonly PersonId[]): Level {
  const others = level.approvers.filter(({ personId }) => !picked.includes(personId));
  return {
    ...level,
    approvers: level.approvers.filter(({ personId }) => picked.includes(personId)),
    skipped: [...(level.skipped ?? []), ...others.map(({ personId }) => ({ personId, because: 'not chosen' }))],
  };
}

function sayShort(index: number, needed: number): string {
  return needed === 1
    ? `Choose who decides level ${index + 1}.`
    : `Choose at least ${needed} people for level ${index + 1}.`;
}
