import { type Instant, MINUTE, SECOND } from '../../domain/time.ts';
import type { Clock } from '../../ports/environment.ts';
import { WayError } from '../../ports/way.ts';
import type { WebClient } from '../web-client.ts';
import type { Workspaces } from '../workspaces.ts';
import { wayErrorOf } from './way-errors.ts';

/** One call to Slack in one workspace, its troubles in the words of ways. */
export type Call = <T>(where: Where, method: string, go: (client: WebClient) => Promise<T>) => Promise<T>;

interface Where {
  readonly workspaceId: string;
  /** To each of these only so much can be said at a time. */
  readonly channel?: string;
}

/** What Slack has said to wait with is not tried before, by anybody; as long as it is silent, nothing is. */
export function createCall(workspaces: Pick<Workspaces, 'clientOf'>, clock: Clock): Call {
  const closedUntil = new Map<string, Instant>();
  const silence = createSilence(clock);
  return async ({ workspaceId, channel = '' }, method, go) => {
    const door = `${workspaceId} ${method} ${channel}`;
    const wait = Math.max((closedUntil.get(door) ?? 0) - clock.now(), silence.left(workspaceId));
    if (wait > 0) throw new WayError('not_now', `Slack: ${method} has to wait`, wait);
    const client = await workspaces.clientOf(workspaceId);
    if (client === undefined) throw new WayError('nobody_there', `Slack: not in the workspace ${workspaceId}`);
    try {
      const done = await go(client);
      silence.broken(workspaceId);
      return done;
    } catch (thrown) {
      const error = wayErrorOf(thrown, method);
      if (isAnswer(error)) silence.broken(workspaceId);
      else throw new WayError(error.trouble, error.message, silence.heard(workspaceId, error.retryAfterMs));
      if (error.trouble === 'not_now') closedUntil.set(door, clock.now() + (error.retryAfterMs ?? 0));
      throw error;
    }
  };
}

function isAnswer({ trouble, retryAfterMs }: WayError): boolean {
  return trouble !== 'unknown' && !(trouble === 'not_now' && retryAfterMs === undefined);
}

/** How long to leave a workspace alone that does not answer: for longer and longer, until it does. */
function createSilence(clock: Clock) {
  const silent = new Map<string, { readonly times: number; readonly until: Instant }>();
  const left = (id: string) => (silent.get(id)?.until ?? 0) - clock.now();
  return {
    left,
    broken: (id: string) => void silent.delete(id),
    heard(id: string, atLeast = 0): number {
      // Of several who heard nothing at the same time one counts.
      if (left(id) > 0) return left(id);
      const times = silent.get(id)?.times ?? 0;
      const pause = Math.max(atLeast, Math.min(SECOND * 2 ** times, MINUTE));
      silent.set(id, { times: times + 1, until: clock.now() + pause });
      return pause;
    },
  };
}
