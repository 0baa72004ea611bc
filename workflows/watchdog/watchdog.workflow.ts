import type { Watched } from '../../activities/watchdog.activities.ts';
import { watch } from './activities.ts';

/** Started every 15 minutes by a Temporal Schedule: compares the two stores, so that nothing stands for ever. */
export async function watchdogWorkflow(): Promise<Watched> {
  return watch();
}
