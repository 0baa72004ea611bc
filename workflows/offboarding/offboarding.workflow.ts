import { sleep } from '@temporalio/workflow';
import type { PersonId, RequestId } from '../../src/domain/ids.ts';
import { appActivities, handOverTasksOf, tellRequestsOf } from './activities.ts';

/** Somebody has left. Their requests are told a few at a time, so that nobody else's wait for it. */
export async function offboardingWorkflow(personId: PersonId): Promise<void> {
  const { suspendAccountsOf } = appActivities();
  let after: RequestId | undefined = await tellRequestsOf(personId, undefined);
  const suspended = suspendAccountsOf(personId);
  while (after !== undefined) {
    await sleep('500ms');
    after = await tellRequestsOf(personId, after);
  }
  await handOverTasksOf(personId);
  await suspended;
}
