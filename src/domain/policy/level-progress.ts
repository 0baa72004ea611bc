import type { PersonId } from '../ids.ts';
import type { Level } from '../request/request.ts';
import type { Instant } from '../time.ts';
import { hadTheirSay, neededOf } from './seats.ts';

/** Who can still decide this level as it stands: neither this one nor, where it is distinct, an earlier one was theirs. */
export function whoCanAct(levels: readonly Level[], index: number): readonly PersonId[] {
  const level = levels[index];
  if (level === undefined) return [];
  const over = [...(level.distinct ? levels.slice(0, index) : []), level];
  const had = new Set(over.flatMap(({ decisions }) => decisions.flatMap(hadTheirSay)));
  return level.approvers.map(({ personId }) => personId).filter((id) => !had.has(id));
}

/**
 * Whether a level has its approvals. `all` means all who can: of people asked twice the earlier level was theirs. Once it
 * is escalated, one of those it was escalated to may stand for everybody who kept silent.
 */
export function isApproved(levels: readonly Level[], index: number): boolean {
  const level = levels[index];
  const approvals = level?.decisions.filter(({ verdict }) => verdict === 'approve') ?? [];
  if (level === undefined || approvals.length < neededOf(level)) return false;
  if (level.mode.kind !== 'all') return true;
  const late = level.approvers.filter(({ escalated }) => escalated).map(({ personId }) => personId);
  const isByLate = approvals.some((approval) => hadTheirSay(approval).some((id) => late.includes(id)));
  return isByLate || whoCanAct(levels, index).every((id) => late.includes(id));
}

/** Nobody who is asked can complete the level any more: it has to be resolved again, with stand-ins. */
export function isStuck(levels: readonly Level[], index: number): boolean {
  const level = levels[index];
  if (level === undefined || isApproved(levels, index)) return false;
  return whoCanAct(levels, index).length + level.decisions.length < neededOf(level);
}

/** The next tier is asked as well; those asked first can still act. Doing it twice changes nothing. */
export function escalate(level: Level, at: Instant): Level {
  if (level.escalation === undefined || level.escalatedAt !== undefined) return level;
  const asked = level.approvers.map(({ personId }) => personId);
  const late = level.escalation.to.filter(({ personId }) => !asked.includes(personId));
  const approvers = [...level.approvers, ...late.map((approver) => ({ ...approver, escalated: true }))];
  return { ...level, approvers, escalatedAt: at };
}
