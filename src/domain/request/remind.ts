import type { PersonId } from '../ids.ts';
import { whoCanAct } from '../policy/level-progress.ts';
import type { Problem } from '../errors.ts';
import { HOUR, type Instant } from '../time.ts';
import { openLevel, openLevelIndex } from './decide.ts';
import type { Request } from './request.ts';
import { whyNotAsk } from './refuse.ts';
import { type Origin, type Step, step } from './step.ts';
import { hasOpenQuestion } from './thread.ts';

/** The first reminder after `since` of the level that is open; undefined where nobody is to be reminded. */
export function nextReminder(request: Request, since: Instant): Instant | undefined {
  const reminders = openLevel(request)?.reminders;
  if (reminders === undefined) return undefined;
  const first = openedAt(request) + reminders.after;
  if (since < first) return first;
  return first + (Math.floor((since - first) / reminders.every) + 1) * reminders.every;
}

/** Those who can act now: who can decide, or whoever owes an answer. */
export function whoCanActNow(request: Request): readonly PersonId[] {
  if (hasOpenQuestion(request)) return [request.requesterId];
  return whoCanAct(request.levels, openLevelIndex(request));
}

/** A level opens with the last decision of the one before. */
export function openedAt(request: Request): Instant {
  const earlier = request.levels.slice(0, openLevelIndex(request)).flatMap(({ decisions }) => decisions);
  return Math.max(request.createdAt, ...earlier.map(({ at }) => at));
}

/** Asked for by somebody who waits, and told to those who can act. */
export function remind(request: Request, at: Instant, origin: Origin): Step {
  const to = whoCanActNow(request);
  return step({ ...request, remindedAt: at }, 'request.reminded', at, origin, { to });
}

export function whyNotRemind(request: Request, at: Instant): Problem | undefined {
  const soon = request.remindedAt !== undefined && at - request.remindedAt < HOUR;
  if (!soon) return whyNotAsk(request);
  return { code: 'too_soon', detail: 'They were reminded within the last hour. Nothing was sent.' };
}
