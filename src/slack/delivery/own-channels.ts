import { type Instant, MINUTE } from '../../domain/time.ts';
import type { Clock } from '../../ports/environment.ts';
import { WayError } from '../../ports/way.ts';
import { isSharedOutside } from '../install/channels.ts';
import type { Call } from './calls.ts';
import type { InSlack } from './conversations.ts';

/** Slack is not asked for every message; somebody may share a channel at any time. */
const LOOKED_AT_EVERY = 10 * MINUTE;

/** Throws for a channel that is shared with another company by now: when it was chosen, it was one of our own. */
export function createOwnOnly(call: Call, clock: Clock): (where: InSlack) => Promise<void> {
  const known = new Map<string, { readonly isShared: boolean; readonly until: Instant }>();

  async function look(where: InSlack): Promise<boolean> {
    const { channel } = where;
    const key = `${where.workspaceId} ${channel}`;
    const before = known.get(key);
    if (before !== undefined && clock.now() < before.until) return before.isShared;
    const info = await call(where, 'conversations.info', (client) => client.conversations.info({ channel }));
    const isShared = isSharedOutside(info.channel ?? {});
    known.set(key, { isShared, until: clock.now() + LOOKED_AT_EVERY });
    return isShared;
  }

  return async (where) => {
    // Nobody is added to the direct messages with one person.
    if (where.channel.startsWith('D') || !(await look(where))) return;
    throw new WayError('nobody_there', `Slack: ${where.channel} is shared with another company`);
  };
}
