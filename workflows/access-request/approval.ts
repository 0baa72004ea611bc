import { lapse } from '../../src/domain/request/close.ts';
import { nextReminder, whoCanActNow } from '../../src/domain/request/remind.ts';
import { BY_WORKFLOW, step } from '../../src/domain/request/step.ts';
import { decideDeadline } from '../../src/domain/request/thread.ts';
import type { RequestState } from './request-state.ts';

/** Waits for the levels, reminding those who can act; a request lapses when nobody decides. */
export async function untilDecided(state: RequestState): Promise<void> {
  let remindedUpTo = Date.now();
  while (state.now === 'pending_approval') {
    const seen = state.happened;
    const reminder = nextReminder(state.request, remindedUpTo) ?? Number.POSITIVE_INFINITY;
    if (await state.untilChanged(seen, Math.min(reminder, decideDeadline(state.request.clocks)))) continue;
    remindedUpTo = Date.now();
    if (decideDeadline(state.request.clocks) <= remindedUpTo) {
      state.apply(lapse(state.request, remindedUpTo, 'not_decided'));
    } else {
      const to = whoCanActNow(state.request);
      state.apply(step(state.request, 'request.reminded', remindedUpTo, BY_WORKFLOW, { to }));
    }
    await state.record();
  }
}
