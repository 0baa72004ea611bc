import type { PersonId, RequestId } from '../../src/domain/ids.ts';
import { appActivities, handOverTasksOf, tellRequestsOf } from './activities.ts';

/** Somebody has left. Their requests are told one after the other, so that nobody else's wait for it. */
export async function offboardingWorkflow(personId: PersonId): Promise<void> {
  const { suspendAccountsOf } = appActivities();
  const suspended = suspendAccountsOf(personId);
  let after: RequestId | undefined = await tellRequestsOf(personId, undefined);
  while (after !== undefined) after = await tellRequestsOf(personId, after);
  await handOverTasksOf(personId);
  await suspended;
}
