import { CancellationScope, condition, patched, setCurrentDetails, setHandler, sleep } from '@temporalio/workflow';
import type { Instant } from '../../src/domain/time.ts';
import { notificationActivities } from './activities.ts';
import { changed } from './messages.ts';

/** Enough for what is under way. */
const UNDER_WAY = '5s';

/**
 * Tells everybody about one request or task, and once more if it changed meanwhile, or when something is due to change by
 * the clock. However often it changed: what is told is how it stands.
 */
export async function tellWorkflow(subject: string): Promise<void> {
  const { tell } = notificationActivities();
  const isWoken = patched('a-change-wakes-what-waits');
  let isDue = true;
  setHandler(changed, () => {
    isDue = true;
  });
  while (isDue) {
    isDue = false;
    setCurrentDetails(`Somebody is being told about **${subject}**. Who could not be told yet stands at the activity.`);
    const tellNow = () => tell(subject, Date.now());
    const again = await (isWoken ? unlessChanged(tellNow, () => isDue) : tellNow());
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

/** What waits for its next try, however far away that is, is not waited for once there is something new to tell. */
async function unlessChanged<T>(tell: () => Promise<T>, hasChanged: () => boolean): Promise<T | undefined> {
  const [telling, watching] = [new CancellationScope(), new CancellationScope()];
  const watch = async () => {
    await condition(hasChanged);
    await sleep(UNDER_WAY);
    telling.cancel();
  };
  const watched = watching.run(watch).catch(() => undefined);
  try {
    return await telling.run(tell);
  } catch (error) {
    if (!telling.consideredCancelled || !hasChanged()) throw error;
    return undefined;
  } finally {
    watching.cancel();
    await watched;
  }
}
