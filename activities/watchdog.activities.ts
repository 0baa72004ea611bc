import { beating } from './heartbeat.ts';

/** What was found wrong and put right. */
export interface Watched {
  readonly restarted: readonly string[];
  readonly released: readonly string[];
  readonly reconciled: readonly string[];
  /** Nobody followed the record, to tell people. */
  readonly isFollowedAgain: boolean;
}

export interface WatchdogActivities {
  watch(): Promise<Watched>;
}

export function createWatchdogActivities(watch: () => Promise<Watched>): WatchdogActivities {
  return { watch: () => beating(watch) };
}
