import type { AuditFact } from '../../domain/audit/fact.ts';
import { type Result, ok, refused } from '../../domain/errors.ts';
import type { Person } from '../../domain/people/person.ts';
import { slackIdentity } from '../../domain/people/slack-identity.ts';
import type { Clock } from '../../ports/environment.ts';
import type { Store } from '../../ports/store.ts';
import { bindIdentity } from '../../use-cases/sessions/bind-identity.ts';
import type { Workspaces } from '../workspaces.ts';
import type { Member } from './member.ts';

export interface IdentityDeps {
  readonly store: Pick<Store, 'sessions' | 'people'>;
  readonly clock: Clock;
  readonly workspaces: Pick<Workspaces, 'clientOf' | 'live'>;
}

/** The person that a member of a workspace is: once found, they are bound to each other. */
export async function recognise(
  deps: IdentityDeps,
  workspaceId: string,
  member: Member,
  by: 'themselves' | 'us',
): Promise<Result<Person>> {
  const person = await personWhoIs(deps, member);
  if (!person.ok) return person;
  const actor: AuditFact['actor'] = by === 'us' ? { kind: 'system' } : { kind: 'person', id: person.value.id };
  const identity = slackIdentity(workspaceId, member.userId);
  const bound = await bindIdentity(deps, identity, person.value, { actor, surface: 'slack' });
  return bound ? person : refused('not_allowed', 'This Slack account belongs to somebody else here. Nothing was done.');
}

/** As the file of the organisation says it, else by the address that the workspace has confirmed. */
async function personWhoIs({ store }: IdentityDeps, { userId, email }: Member): Promise<Result<Person>> {
  const named = await store.people.bySlackUser(userId);
  if (named !== undefined) return whoIsHere(named);
  if (email === undefined)
    return refused('not_allowed', 'Slack has not confirmed an e-mail address of yours. Nothing was done.');
  const [person, ...others] = (await store.people.find({ emails: [email] })).filter((one) => one.email === email);
  if (person === undefined || others.length > 0)
    return refused(
      'not_allowed',
      `Nobody here has the e-mail address ${email} of your Slack account. Nothing was done: ask an admin to add you.`,
    );
  return whoIsHere(person);
}

/** Whoever has left is nobody here. */
export function whoIsHere(person: Person): Result<Person> {
  return person.status === 'active' ? ok(person) : refused('not_allowed', 'You have left. Nothing was done.');
}
