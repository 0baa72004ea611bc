import type { Person } from '../../domain/people/person.ts';
import { workspaceIn } from '../../domain/people/slack-identity.ts';
import { type Instant, MINUTE } from '../../domain/time.ts';
import type { Workspace } from '../../ports/workspace-store.ts';
import { findMember, seeMember } from './member.ts';
import { type IdentityDeps, recognise } from './recognise.ts';
import { createShutter } from './shutter.ts';
import { createStillThere } from './still-there.ts';

/** Where somebody is reached in Slack. */
export interface Whereabouts {
  readonly workspaceId: string;
  readonly userId: string;
}

export type WhereIs = (person: Person) => Promise<Whereabouts | undefined>;

/** Slack lets us ask for some fifty addresses a minute: who is not there is not asked for again at once. */
const NOT_AGAIN_FOR = 10 * MINUTE;

/** Undefined for whoever is in none of the workspaces. Throws where Slack did not say. */
export function createWhereIs(deps: IdentityDeps): WhereIs {
  const { store, workspaces, clock } = deps;
  // By workspace: whoever is in none yet may be in the next one.
  const absent = new Map<string, Instant>();
  const unlessShut = createShutter(clock);
  const isStillThere = createStillThere(deps);
  return async (person) => {
    if (person.status !== 'active') return undefined;
    const live = await workspaces.live();
    for (const bound of boundIn(live, await store.sessions.identitiesOf(person.id)))
      if (await isStillThere(bound.workspaceId, bound.userId)) return bound;
    for (const { id } of live) {
      const key = `${id} ${person.id}`;
      if (clock.now() < (absent.get(key) ?? 0)) continue;
      const userId = await unlessShut(id, () => lookUp(deps, id, person));
      if (userId !== undefined) return { workspaceId: id, userId };
      absent.set(key, clock.now() + NOT_AGAIN_FOR);
    }
    return undefined;
  };
}

type Bound = readonly { readonly issuer: string; readonly subject: string }[];

function boundIn(live: readonly Workspace[], identities: Bound): readonly Whereabouts[] {
  return identities.flatMap(({ issuer, subject: userId }) => {
    const workspaceId = workspaceIn(issuer);
    return workspaceId !== undefined && live.some(({ id }) => id === workspaceId) ? [{ workspaceId, userId }] : [];
  });
}

async function lookUp(deps: IdentityDeps, workspaceId: string, person: Person): Promise<string | undefined> {
  const client = await deps.workspaces.clientOf(workspaceId);
  if (client === undefined) return undefined;
  const { slackUserId, email } = person;
  const named = slackUserId === undefined ? undefined : await seeMember(client, workspaceId, slackUserId);
  const member = named?.ok === true ? named : await findMember(client, workspaceId, email);
  if (!member.ok) return undefined;
  const recognised = await recognise(deps, workspaceId, member.value, 'us');
  return recognised.ok && recognised.value.id === person.id ? member.value.userId : undefined;
}
