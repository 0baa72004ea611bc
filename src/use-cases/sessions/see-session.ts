import type { Person } from '../../domain/people/person.ts';
import type { Clock, Keys } from '../../ports/environment.ts';
import type { Session } from '../../ports/session-store.ts';
import type { Store } from '../../ports/store.ts';

interface Deps {
  readonly store: Pick<Store, 'sessions' | 'people'>;
  readonly clock: Clock;
  readonly keys: Pick<Keys, 'sha256'>;
}

export interface SignedIn {
  readonly person: Person;
  readonly session: Session;
}

/** Who holds this; nobody where it has ended, has run out, or its person has left. */
export async function seeSession({ store, clock, keys }: Deps, text: string): Promise<SignedIn | undefined> {
  const session = await store.sessions.byHash(keys.sha256(text));
  if (session === undefined || session.endedAt !== undefined || session.expiresAt <= clock.now()) return undefined;
  const person = await store.people.byId(session.personId);
  if (person?.status !== 'active') return undefined;
  return { person: { ...person, roles: [...new Set([...person.roles, ...session.roles])] }, session };
}
