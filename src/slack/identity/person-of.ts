import { type Result, refused } from '../../domain/errors.ts';
import type { Person } from '../../domain/people/person.ts';
import { slackIdentity } from '../../domain/people/slack-identity.ts';
import { HOUR, type Instant } from '../../domain/time.ts';
import { seeMember } from './member.ts';
import { type IdentityDeps, recognise, whoIsHere } from './recognise.ts';

/** Who a user of a workspace is here; who is nobody here is told so in a sentence. */
export type PersonOf = (workspaceId: string, userId: string) => Promise<Result<Person>>;

export const NOT_INSTALLED =
  'Leasehold is not installed in this workspace. Nothing was done: an admin adds it in the settings of Leasehold.';

const SILENT = refused('unavailable', 'Slack did not say who you are. Nothing was done: try again.');

/** How long it counts that somebody belonged to a workspace: they may have become a guest since they were bound. */
const COUNTS_FOR = HOUR;
const MOST = 10_000;

export function createPersonOf(deps: IdentityDeps): PersonOf {
  const { store, workspaces, clock } = deps;
  const members = new Map<string, Instant>();
  return async (workspaceId, userId) => {
    const client = await workspaces.clientOf(workspaceId);
    if (client === undefined) return refused('not_allowed', NOT_INSTALLED);
    const key = `${workspaceId} ${userId}`;
    const bound = await store.sessions.personBoundTo(slackIdentity(workspaceId, userId));
    const known = bound === undefined ? undefined : await store.people.byId(bound);
    if (known !== undefined && clock.now() < (members.get(key) ?? 0)) return whoIsHere(known);
    const member = await seeMember(client, workspaceId, userId).catch(() => SILENT);
    if (!member.ok) return member;
    if (members.size >= MOST) members.clear();
    members.set(key, clock.now() + COUNTS_FOR);
    return known === undefined ? recognise(deps, workspaceId, member.value, 'themselves') : whoIsHere(known);
  };
}
