import { continueAsNew, setCurrentDetails, workflowInfo } from '@temporalio/workflow';
import { notificationActivities } from './activities.ts';

/** About a day of them: a history that can be read. */
const ROUNDS = 24;

/** There is one of it, for ever: it follows the record, so that whatever happens, by whatever door, people hear of it. */
export async function tellingWorkflow(): Promise<void> {
  const { followRecord } = notificationActivities();
  const isAnew = workflowInfo().continuedFromExecutionRunId === undefined;
  for (let round = 0; round < ROUNDS; round++) {
    const upTo = await followRecord(isAnew && round === 0);
    setCurrentDetails(`Follows the record. Everything up to row **${upTo}** was passed on.`);
  }
  await continueAsNew<typeof tellingWorkflow>();
}
