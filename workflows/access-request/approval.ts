import { escalateNow, nextEscalation, withDeciders } from '../../src/domain/request/ask-others.ts';
import { lapse } from '../../src/domain/request/close.ts';
import { openLevelIndex } from '../../src/domain/request/decide.ts';
import { nextReminder, whoCanActNow } from '../../src/domain/request/remind.ts';
import type { Request } from '../../src/domain/request/request.ts';
import { BY_WORKFLOW, step } from '../../src/domain/request/step.ts';
import { decideDeadline } from '../../src/domain/request/thread.ts';
import type { Instant } from '../../src/domain/time.ts';
import { lookUpDeciders } from './activities.ts';
import type { RequestState } from './request-state.ts';

/** Waits for the levels, reminding those who can act; a request lapses when nobody decides. */
export async function untilDecided(state: RequestState): Promise<void> {
  let doneUpTo = Date.now();
  let known = whatDecidersDependOn(state);
  while (state.now === 'pending_approval' && !state.isFull && !state.hasLeft) {
    if (known !== whatDecidersDependOn(state)) {
      known = whatDecidersDependOn(state);
      await askWhoDecides(state);
      continue;
    }
    const seen = state.happened;
    if (await state.untilChanged(seen, nextMoment(state.request, doneUpTo))) continue;
    await askWhoDecides(state);
    if (state.now === 'pending_approval' && !state.hasLeft) doneUpTo = doWhatIsDue(state, doneUpTo);
    await state.record();
  }
}

/** Another level has opened, or somebody has left. */
function whatDecidersDependOn({ request, directoryNews }: RequestState): string {
  return `${openLevelIndex(request)} ${directoryNews}`;
}

async function askWhoDecides(state: RequestState): Promise<void> {
  const deciders = await lookUpDeciders(state.request, Date.now());
  if (state.now !== 'pending_approval' || state.hasLeft) return;
  state.apply(withDeciders(state.request, deciders, Date.now()));
  await state.record();
}

function nextMoment(request: Request, since: Instant): Instant {
  const moments = [nextReminder(request, since), nextEscalation(request), decideDeadline(request.clocks)];
  return Math.min(...moments.filter((moment) => moment !== undefined));
}

/** One thing at a time, what comes after it is due at once; a message that came meanwhile may have put it off. */
function doWhatIsDue(state: RequestState, doneUpTo: Instant): Instant {
  const { request } = state;
  const now = Date.now();
  const hasCome = (moment: Instant | undefined) => moment !== undefined && moment <= now;
  if (hasCome(decideDeadline(request.clocks))) state.apply(lapse(request, now, 'not_decided'));
  else if (hasCome(nextEscalation(request))) state.apply(escalateNow(request, now));
  else if (hasCome(nextReminder(request, doneUpTo))) {
    state.apply(step(request, 'request.reminded', now, BY_WORKFLOW, { to: whoCanActNow(request) }));
    return now;
  }
  return doneUpTo;
}
