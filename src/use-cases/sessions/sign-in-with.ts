import { type Result, refused } from '../../domain/errors.ts';
import type { GrantedRole, Person } from '../../domain/people/person.ts';
import { workspaceIn } from '../../domain/people/slack-identity.ts';
import type { Clock, Ids, Keys } from '../../ports/environment.ts';
import type { Proven } from '../../ports/sign-in-provider.ts';
import type { Store } from '../../ports/store.ts';
import { bindIdentity } from './bind-identity.ts';
import { type Started, startSession } from './start-session.ts';

interface Deps {
  readonly store: Pick<Store, 'sessions' | 'people' | 'workspaces'>;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly keys: Pick<Keys, 'sha256' | 'randomText'>;
}

interface SigningIn {
  readonly agent: string;
  /** By groups of the provider. */
  readonly roles: { readonly [group: string]: GrantedRole };
}

/**
 * The first time by the e-mail address that the provider has verified; from then on by who they are to the provider, so
 * that an address given to somebody else takes nobody's place.
 */
export async function signInWith(deps: Deps, proven: Proven, { agent, roles }: SigningIn): Promise<Result<Started>> {
  if (await isForeign(deps, proven)) return refused('not_allowed', FOREIGN);
  const bound = await deps.store.sessions.personBoundTo(proven.identity);
  const person = bound === undefined ? await firstTime(deps, proven) : await deps.store.people.byId(bound);
  if (person === undefined) return nobody(proven);
  if (bound === undefined && (await isTaken(deps, proven, person))) return refused('not_allowed', TAKEN);
  const how = { actor: { kind: 'person', id: person.id }, surface: 'web' } as const;
  if (bound === undefined && !(await bindIdentity(deps, proven.identity, person, how))) return nobody(proven);
  const { provenAt, groups } = proven;
  const mapped = groups.flatMap((group) => (Object.hasOwn(roles, group) ? [roles[group]] : []));
  const given = mapped.filter((role) => role !== undefined);
  return startSession(deps, person, { method: 'oidc', agent, provenAt, roles: [...new Set(given)] });
}

const FOREIGN = 'Leasehold is not in this Slack workspace. Nobody was signed in: choose the one of your company.';

const TAKEN =
  'Whoever has your address here signs in as somebody else at your provider. Nobody was signed in: ask a super admin.';

/** An address that is given to somebody else is not who had it before; whom the file names is who it says. */
async function isTaken({ store }: Deps, { identity }: Proven, person: Person): Promise<boolean> {
  if (workspaceIn(identity.issuer) !== undefined && person.slackUserId === identity.subject) return false;
  const others = await store.sessions.identitiesOf(person.id);
  return others.some(({ issuer }) => issuer === identity.issuer);
}

/** Anybody may make a workspace of their own, and be in it who they like. */
async function isForeign({ store }: Deps, { identity }: Proven): Promise<boolean> {
  const workspace = workspaceIn(identity.issuer);
  if (workspace === undefined) return false;
  const live = await store.workspaces.live();
  return live.length > 0 && !live.some(({ id }) => id === workspace);
}

/** Whom the file of the organisation names as this user of Slack; else whose address it is. */
async function firstTime({ store }: Deps, { identity, email }: Proven): Promise<Person | undefined> {
  const isOfSlack = workspaceIn(identity.issuer) !== undefined;
  const named = isOfSlack ? await store.people.bySlackUser(identity.subject) : undefined;
  if (named !== undefined || email === undefined) return named;
  return store.people.byEmail(email.toLowerCase());
}

function nobody({ email }: Proven): Result<Started> {
  const why =
    email === undefined
      ? 'Your provider has not verified an e-mail address of yours.'
      : `Nobody here has the e-mail address ${email}.`;
  return refused('not_allowed', `${why} Nobody was signed in: ask an admin to add you.`);
}
