import type { RequestStart } from '../../src/domain/request/messages.ts';
import { BY_WORKFLOW, step } from '../../src/domain/request/step.ts';
import type { Opening } from '../../src/ports/request-store.ts';
import { openRequest } from './activities.ts';
import type { RequestState } from './request-state.ts';

/** Records the request as submitted, or finds it recorded. False: another open request asks for the same thing. */
export async function open(state: RequestState, { facts, goesOn }: RequestStart): Promise<boolean> {
  const { request } = state;
  const opening: Opening = goesOn === true ? { opened: true } : await openRequest(request, facts);
  state.opened(opening);
  if (request.run > 1 && goesOn !== true) {
    state.apply(step(state.request, 'request.restarted', Date.now(), BY_WORKFLOW, { run: request.run }));
    await state.record();
  }
  return opening.opened;
}
