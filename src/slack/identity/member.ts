import { type Result, ok, refused } from '../../domain/errors.ts';
import { type WebClient, slackError } from '../web-client.ts';

/** Somebody who belongs to a workspace, as it says itself. */
export interface Member {
  readonly userId: string;
  /** Only where the workspace has confirmed it. */
  readonly email: string | undefined;
}

type User = NonNullable<Awaited<ReturnType<WebClient['users']['info']>>['user']>;

/** What the workspace says of one of its users. Whoever does not belong to it is refused; throws where it does not say. */
export function seeMember(client: WebClient, workspaceId: string, userId: string): Promise<Result<Member>> {
  return memberIn(workspaceId, () => client.users.info({ user: userId }));
}

/** The same, of whoever has this address there. */
export function findMember(client: WebClient, workspaceId: string, email: string): Promise<Result<Member>> {
  return memberIn(workspaceId, () => client.users.lookupByEmail({ email }));
}

type Answer = { readonly user?: User | undefined };

const UNKNOWN: readonly (string | undefined)[] = ['user_not_found', 'users_not_found', 'user_not_visible'];

async function memberIn(workspaceId: string, ask: () => Promise<Answer>): Promise<Result<Member>> {
  try {
    const { user } = await ask();
    return user === undefined ? NOT_THERE : memberOf(workspaceId, user);
  } catch (error) {
    if (UNKNOWN.includes(slackError(error))) return NOT_THERE;
    throw error;
  }
}

const NOT_THERE = refused('not_allowed', 'This workspace does not know you. Nothing was done.');

function memberOf(workspaceId: string, user: User): Result<Member> {
  const why = whyNot(workspaceId, user);
  if (why !== undefined) return refused('not_allowed', `${why} Nothing was done.`);
  const email = user.is_email_confirmed === true ? user.profile?.email?.toLowerCase() : undefined;
  return ok({ userId: user.id ?? '', email });
}

function whyNot(workspaceId: string, user: User): string | undefined {
  if (user.is_bot === true || user.id === 'USLACKBOT') return 'Only people use Leasehold, and this is a bot.';
  if (user.deleted === true) return 'This Slack account was deactivated.';
  if (user.is_stranger === true || user.team_id !== workspaceId)
    return 'You belong to another workspace: Leasehold is for the people of this one.';
  if (user.is_restricted === true || user.is_ultra_restricted === true)
    return 'Guests of this workspace do not use Leasehold from Slack.';
  return undefined;
}
