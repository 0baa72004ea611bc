import type { PersonId } from '../ids.ts';
import { canonicalJson } from '../json.ts';
import { escalate, whoCanAct } from '../policy/level-progress.ts';
import type { Instant } from '../time.ts';
import { openLevel, openLevelIndex } from './decide.ts';
import { openedAt } from './remind.ts';
import type { Level, LevelApprover, Request } from './request.ts';
import { BY_WORKFLOW, type Step, step } from './step.ts';
import { hasOpenQuestion } from './thread.ts';

/** When the next tier is asked as well; a question stops this clock as it stops the one to decide by. */
export function nextEscalation(request: Request): Instant | undefined {
  const level = openLevel(request);
  if (level?.escalation === undefined || level.escalatedAt !== undefined || hasOpenQuestion(request)) return undefined;
  return openedAt(request) + level.escalation.after + request.clocks.pausedMs;
}

export function escalateNow(request: Request, at: Instant): Step {
  const index = openLevelIndex(request);
  const levels = request.levels.map((level, i) => (i === index ? escalate(level, at) : level));
  return toldOfNewcomers(request, { ...request, levels }, 'request.escalated', at);
}

/** Takes over who decides, as looked up again, and nothing else: what was decided since the look stands. */
export function withDeciders(
  request: Request,
  { levels: lookedUp, names }: { readonly levels: readonly Level[]; readonly names: Request['names'] },
  at: Instant,
): Step {
  const levels = request.levels.map((level, index) => askingOthers(level, lookedUp[index]));
  const isSame = canonicalJson(levels) === canonicalJson(request.levels);
  if (isSame) return { request, facts: [] };
  const revised = { ...request, levels, names: { ...names, ...request.names } };
  return toldOfNewcomers(request, revised, 'request.deciders_changed', at);
}

/** Somebody who decides without having been asked belongs to those who decide from then on. */
export function withNewcomer(request: Request, newcomer: LevelApprover | undefined): Request {
  const index = openLevelIndex(request);
  const isThere = ({ personId }: { personId: PersonId | undefined }) => personId === newcomer?.personId;
  const levels = request.levels.map((level, i) =>
    newcomer === undefined || i !== index || level.approvers.some(isThere)
      ? level
      : {
          ...level,
          approvers: [...level.approvers, newcomer],
          skipped: level.skipped?.filter((one) => !isThere(one)),
        },
  );
  return { ...request, levels };
}

function askingOthers(level: Level, lookedUp: Level | undefined): Level {
  const isDecidedSince = lookedUp?.decisions.length !== level.decisions.length;
  if (lookedUp === undefined || level.state === 'done' || isDecidedSince) return level;
  const { state, decisions, escalatedAt } = level;
  return { ...lookedUp, state, decisions, escalatedAt };
}

function toldOfNewcomers(
  before: Request,
  after: Request,
  fact: 'request.escalated' | 'request.deciders_changed',
  at: Instant,
): Step {
  const asked = canAct(before);
  const to = canAct(after).filter((id) => !asked.includes(id));
  return step(after, fact, at, BY_WORKFLOW, { level: openLevelIndex(after) + 1, to });
}

function canAct({ levels }: Request): readonly PersonId[] {
  return whoCanAct(levels, openLevelIndex({ levels }));
}
