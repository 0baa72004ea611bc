import { setCurrentDetails, setHandler } from '@temporalio/workflow';
import { notificationActivities } from './activities.ts';
import { changed } from './messages.ts';

/**
 * Tells everybody about one request or task, and once more if it changed meanwhile. However often it changed: what is
 * told is how it stands.
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
    await tell(subject);
  }
  setCurrentDetails(`Everybody has been told about **${subject}**.`);
}
