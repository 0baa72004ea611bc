import { ApplicationFailure, Context } from '@temporalio/activity';
import type { Instant } from '../src/domain/time.ts';
import type { Clock } from '../src/ports/environment.ts';
import { beating } from './heartbeat.ts';

export interface NotificationActivities {
  /**
   * Tells everybody whom it concerns; fails as long as somebody could not be told. It is `now` at least. When it has to
   * be told anew, though nothing happens; undefined: never.
   */
  tell(subject: string, now: Instant): Promise<Instant | undefined>;
  /** Follows the record for a while, and has told whoever is to be told; up to which row. `isAnew`: nobody did before. */
  followRecord(isAnew: boolean): Promise<number>;
}

export interface NotificationDeps {
  readonly clock: Clock;
  readonly tell: (
    subject: string,
    now: Instant,
    pause: (ms: number) => Promise<void>,
  ) => Promise<{
    readonly notTold: readonly { readonly why: string; readonly retryAfterMs: number | undefined }[];
    readonly again: Instant | undefined;
  }>;
  readonly follow: (isAnew: boolean) => Promise<{ readonly upTo: number; readonly isBehind: boolean }>;
}

const LOOK_EVERY_MS = 300;
/** One activity of hours would be one of days, if nothing ended it: then nobody could say how long it may take. */
const A_WHILE_MS = 60 * 60 * 1000;
const SAID = 3;

export function createNotificationActivities({ clock, tell, follow }: NotificationDeps): NotificationActivities {
  return {
    tell: (subject, now) =>
      beating(async () => {
        const { notTold, again } = await tell(subject, now, (ms) => Context.current().sleep(ms));
        if (notTold.length > 0) throw notEverybody(notTold);
        return again;
      }),

    async followRecord(isAnew) {
      const context = Context.current();
      const until = clock.now() + A_WHILE_MS;
      for (let isFirst = isAnew; ; isFirst = false) {
        // Much may have happened at once, and who looks at it for long is not dead.
        const { upTo, isBehind } = await beating(() => follow(isFirst));
        context.heartbeat(upTo);
        if (isBehind) continue;
        if (clock.now() >= until) return upTo;
        await context.sleep(LOOK_EVERY_MS);
      }
    },
  };
}

/** The soonest that one of them says it is worth another try; who says nothing leaves it to the policy of retries. */
function notEverybody(notTold: Awaited<ReturnType<NotificationDeps['tell']>>['notTold']): ApplicationFailure {
  const soonest = Math.min(...notTold.map(({ retryAfterMs }) => retryAfterMs ?? Number.POSITIVE_INFINITY));
  const isSaid = notTold.every(({ retryAfterMs }) => retryAfterMs !== undefined);
  const whys = [...new Set(notTold.map(({ why }) => why))];
  const more = whys.length > SAID ? ` and ${whys.length - SAID} more` : '';
  return ApplicationFailure.create({
    type: 'not_told',
    message: `${notTold.length} not told: ${whys.slice(0, SAID).join('; ')}${more}`,
    ...(isSaid ? { nextRetryDelay: soonest } : {}),
  });
}
