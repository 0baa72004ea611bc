import type { Level, LevelApprover, Request } from '../request/request.ts';
import type { Instant } from '../time.ts';
import type { Directory, Subject } from './directory.ts';
import { escalate } from './level-progress.ts';
import type { Flow } from './policy.ts';
import { resolveLevel } from './resolve-levels.ts';
import { hadTheirSay, neededOf } from './seats.ts';

type Revisable = Pick<Request, 'requesterId' | 'beneficiaryId' | 'changes' | 'levels' | 'names'>;

/**
 * Who decides the levels that are not done, by the directory of now: people leave, change their manager, go on holiday.
 * What was decided stays. A level that can find nobody any more stays as it is, for somebody to notice: it lapses, and is
 * never approved by absence.
 */
export function reviseLevels(request: Revisable, flow: Flow, directory: Directory, now: Instant): readonly Level[] {
  const { requesterId, beneficiaryId, changes, names } = request;
  const entitlements = changes.map(({ entitlementId: id }) => ({ id, name: names[id] ?? id }));
  const subject: Subject = { requesterId, beneficiaryId, entitlements, now };
  const revised: Level[] = [];
  for (const [index, level] of request.levels.entries()) {
    const isAhead = level.state === 'open' || level.state === 'waiting';
    const found = isAhead ? resolveLevel(flow, index, revised, directory, subject, level.decisions) : undefined;
    revised.push(found?.ok === true ? revisedLevel(level, found.value) : level);
  }
  return revised;
}

function revisedLevel(level: Level, found: Level): Level {
  const { state, decisions, escalatedAt } = level;
  const asked = level.requesterPicks === true ? chosen(level, found) : found.approvers;
  const revised = { ...found, state, decisions, approvers: withDeciders(level, asked) };
  return escalatedAt === undefined ? revised : escalate(revised, escalatedAt);
}

/** The requester's choice holds as long as enough of those whom they chose can decide. */
function chosen(level: Level, found: Level): readonly LevelApprover[] {
  const still = found.approvers.filter(({ personId }) => level.approvers.some((one) => one.personId === personId));
  return still.length >= neededOf(found) ? still : found.approvers;
}

/** Who decided is shown, though they may have left since. */
function withDeciders(level: Level, asked: readonly LevelApprover[]): readonly LevelApprover[] {
  const had = new Set(level.decisions.flatMap(hadTheirSay));
  const isMissing = ({ personId }: LevelApprover) =>
    had.has(personId) && !asked.some((one) => one.personId === personId);
  return [...level.approvers.filter(isMissing), ...asked];
}
