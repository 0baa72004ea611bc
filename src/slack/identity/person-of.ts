import { type Result, refused } from '../../domain/errors.ts';
import type { Person } from '../../domain/people/person.ts';
import { slackIdentity } from '../../domain/people/slack-identity.ts';
import { HOUR, type Instant } from '../../domain/time.ts';
import { type Member, seeMember } from './member.ts';
import { type IdentityDeps, recognise, whoIsHere } from './recognise.ts';

/** Who a user of a workspace is here; who is nobody here is told so in a sentence. */
export type PersonOf = (workspaceId: string, userId: string) => Promise<Result<Person>>;

export const NOT_INSTALLED =
  'Leasehold is not installed in this workspace. Nothing was done: an admin adds it in the settings of Leasehold.';

export function createPersonOf(deps: IdentityDeps): PersonOf {
  const { store } = deps;
  const memberIn = createMemberIn(deps);
  return async (workspaceId, userId) => {
    // Known people too: somebody may have become a guest since they were bound.
    const member = await memberIn(workspaceId, userId);
    if (!member.ok) return member;
    const bound = await store.sessions.personBoundTo(slackIdentity(workspaceId, userId));
    const person = bound === undefined ? undefined : await store.people.byId(bound);
    return person === undefined ? recognise(deps, workspaceId, member.value, 'themselves') : whoIsHere(person);
  };
}

/** How long what a workspace said of somebody counts. */
const COUNTS_FOR = HOUR;
const MOST = 10_000;

/** Slack is asked of each once an hour; who was refused is asked for again. */
function createMemberIn({ workspaces, clock }: IdentityDeps) {
  const known = new Map<string, { readonly member: Result<Member>; readonly until: Instant }>();
  return async (workspaceId: string, userId: string): Promise<Result<Member>> => {
    const client = await workspaces.clientOf(workspaceId);
    if (client === undefined) return refused('not_allowed', NOT_INSTALLED);
    const key = `${workspaceId} ${userId}`;
    const before = known.get(key);
    if (before !== undefined && clock.now() < before.until) return before.member;
    const member = await seeMember(client, workspaceId, userId);
    if (known.size >= MOST) known.clear();
    if (member.ok) known.set(key, { member, until: clock.now() + COUNTS_FOR });
    return member;
  };
}
