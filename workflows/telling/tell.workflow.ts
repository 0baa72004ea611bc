import { condition, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { Instant } from '../../src/domain/time.ts';
import { notificationActivities } from './activities.ts';
import { changed } from './messages.ts';

/**
 * Tells everybody about one request or task, and once more if it changed meanwhile, or when something is due to change by
 * the clock. However often it changed: what is told is how it stands.
 */
export async function tellWorkflow(subject: string): Promise<void> {
  const { tell } = notificationActivities();
  let isDue = true;
  setHandler(changed, () => {
    isDue = true;
  });
  while (isDue) {
    isDue = false;
    setCurrentDetails(`Somebody is being told about **${subject}**. Who could not be told yet stands at the activity.`);
    const again = await tell(subject, Date.now());
    if (again !== undefined && !isDue) await untilDue(subject, again, () => isDue);
    isDue ||= again !== undefined;
  }
  setCurrentDetails(`Everybody has been told about **${subject}**.`);
}

async function untilDue(subject: string, at: Instant, isDue: () => boolean): Promise<void> {
  setCurrentDetails(
    `Everybody has been told about **${subject}**. Who decides it changes at ${new Date(at).toISOString()}: then it is told anew.`,
  );
  await condition(isDue, Math.max(1, at - Date.now()));
}
