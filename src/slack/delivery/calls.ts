import type { Clock } from '../../ports/environment.ts';
import { WayError } from '../../ports/way.ts';
import type { Instant } from '../../domain/time.ts';
import type { WebClient } from '../web-client.ts';
import type { Workspaces } from '../workspaces.ts';
import { wayErrorOf } from './way-errors.ts';

/** One call to Slack in one workspace, its troubles in the words of ways. */
export type Call = <T>(workspaceId: string, method: string, go: (client: WebClient) => Promise<T>) => Promise<T>;

/** What Slack has said to wait with is not tried before: everybody waits, not only who was told to. */
export function createCall(workspaces: Pick<Workspaces, 'clientOf'>, clock: Clock): Call {
  const closedUntil = new Map<string, Instant>();
  return async (workspaceId, method, go) => {
    const door = `${workspaceId} ${method}`;
    const wait = (closedUntil.get(door) ?? 0) - clock.now();
    if (wait > 0) throw new WayError('not_now', `Slack: ${method} is rate limited`, wait);
    const client = await workspaces.clientOf(workspaceId);
    if (client === undefined) throw new WayError('nobody_there', `Slack: not in the workspace ${workspaceId}`);
    try {
      return await go(client);
    } catch (thrown) {
      const error = wayErrorOf(thrown, method);
      if (error.trouble === 'not_now') closedUntil.set(door, clock.now() + (error.retryAfterMs ?? 0));
      throw error;
    }
  };
}
