import { HOUR, type Instant, MINUTE } from '../../domain/time.ts';
import { seeMember } from './member.ts';
import type { IdentityDeps } from './recognise.ts';
import { createShutter } from './shutter.ts';

/** Slack answers a hundred such questions a minute, and people are told more than that. */
const COUNTS_FOR = HOUR;
const NOT_AGAIN_FOR = 10 * MINUTE;
const MOST = 10_000;

/**
 * Whether somebody who was recognised once still belongs to the workspace: they may have become a guest since, or have been
 * deactivated. As long as Slack does not say so, they are where they were.
 */
export function createStillThere({ workspaces, clock }: Pick<IdentityDeps, 'workspaces' | 'clock'>) {
  const known = new Map<string, { readonly isThere: boolean; readonly until: Instant }>();
  const unlessShut = createShutter(clock);

  async function ask(workspaceId: string, userId: string): Promise<boolean | undefined> {
    const client = await workspaces.clientOf(workspaceId);
    if (client === undefined) return undefined;
    const asked = unlessShut(workspaceId, () => seeMember(client, workspaceId, userId));
    return asked.then(
      ({ ok }) => ok,
      () => undefined,
    );
  }

  return async (workspaceId: string, userId: string): Promise<boolean> => {
    const key = `${workspaceId} ${userId}`;
    const before = known.get(key);
    if (before !== undefined && clock.now() < before.until) return before.isThere;
    const said = await ask(workspaceId, userId);
    const isThere = said ?? before?.isThere ?? true;
    if (known.size >= MOST) known.clear();
    known.set(key, { isThere, until: clock.now() + (said === true ? COUNTS_FOR : NOT_AGAIN_FOR) });
    return isThere;
  };
}
