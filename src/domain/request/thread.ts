import type { PersonId } from '../ids.ts';
import { DAY, type Instant } from '../time.ts';
import type { Clocks, Request, ThreadEntry } from './request.ts';
import { type Origin, type Step, step } from './step.ts';

/** Questions stop the decide-by clock for this long in all; then it runs on, answered or not. */
const LONGEST_PAUSE = 7 * DAY;

interface Words {
  readonly id: string;
  readonly by: PersonId;
  readonly text: string;
}

export function ask(request: Request, words: Words, at: Instant, origin: Origin): Step {
  const pausedAt = request.clocks.pausedAt ?? at;
  const asked = { ...said(request, { ...words, kind: 'question', at }), clocks: { ...request.clocks, pausedAt } };
  return step(asked, 'request.asked', at, origin, { text: words.text });
}

export function answer(request: Request, words: Words, at: Instant, origin: Origin): Step {
  const answered = { ...said(request, { ...words, kind: 'answer', at }), clocks: resumed(request.clocks, at) };
  return step(answered, 'request.answered', at, origin, { text: words.text });
}

export function hasOpenQuestion({ thread }: Pick<Request, 'thread'>): boolean {
  return thread.findLast(({ kind }) => kind !== 'comment')?.kind === 'question';
}

/** When the request lapses if nothing more happens: an unanswered question moves it, within what is left of the pause. */
export function decideDeadline({ decideBy, pausedAt, pausedMs }: Clocks): Instant {
  return pausedAt === undefined ? decideBy : decideBy + (LONGEST_PAUSE - pausedMs);
}

function resumed(clocks: Clocks, at: Instant): Clocks {
  if (clocks.pausedAt === undefined) return clocks;
  const pause = Math.min(at - clocks.pausedAt, LONGEST_PAUSE - clocks.pausedMs);
  return { ...clocks, decideBy: clocks.decideBy + pause, pausedAt: undefined, pausedMs: clocks.pausedMs + pause };
}

function said(request: Request, entry: ThreadEntry): Request {
  return { ...request, thread: [...request.thread, entry] };
}
