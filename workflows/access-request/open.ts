import type { AuditFact } from '../../src/domain/audit/fact.ts';
import { openRequest } from './activities.ts';
import type { RequestState } from './request-state.ts';

/** Records the request as submitted, or finds it recorded. False: another open request asks for the same thing. */
export async function open(state: RequestState, facts: readonly AuditFact[]): Promise<boolean> {
  const opening = await openRequest(state.request, facts);
  state.opened(opening);
  return opening.opened;
}
