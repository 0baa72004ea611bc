import { webApi } from '@slack/bolt';
import { type Instant, SECOND } from '../../domain/time.ts';
import type { Clock } from '../../ports/environment.ts';

/** Of a workspace that has had too many questions, no more are asked before it said to. */
export function createShutter({ now }: Clock) {
  const shut = new Map<string, { readonly until: Instant; readonly error: webApi.WebAPIRateLimitedError }>();
  return async <T>(workspaceId: string, ask: () => Promise<T>): Promise<T> => {
    const before = shut.get(workspaceId);
    if (before !== undefined && now() < before.until) throw before.error;
    try {
      return await ask();
    } catch (error) {
      if (error instanceof webApi.WebAPIRateLimitedError)
        shut.set(workspaceId, { until: now() + error.retryAfter * SECOND, error });
      throw error;
    }
  };
}
