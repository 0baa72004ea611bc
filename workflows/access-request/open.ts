import type { AuditFact } from '../../src/domain/audit/fact.ts';
import { BY_WORKFLOW, step } from '../../src/domain/request/step.ts';
import { openRequest } from './activities.ts';
import type { RequestState } from './request-state.ts';

/** Records the request as submitted, or finds it recorded. False: another open request asks for the same thing. */
export async function open(state: RequestState, facts: readonly AuditFact[]): Promise<boolean> {
  const { request } = state;
  const opening = await openRequest(request, facts);
  state.opened(opening);
  if (request.run > 1) {
    state.apply(step(state.request, 'request.restarted', Date.now(), BY_WORKFLOW, { run: request.run }));
    await state.record();
  }
  return opening.opened;
}
