import type { AuditFact } from '../../domain/audit/fact.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Clock } from '../../ports/environment.ts';
import type { Identity } from '../../ports/session-store.ts';
import type { Store } from '../../ports/store.ts';

interface Deps {
  readonly store: Pick<Store, 'sessions'>;
  readonly clock: Clock;
}

/** From now on they are this person, whatever their address becomes. False where they are somebody else by now. */
export function bindIdentity(
  { store, clock }: Deps,
  identity: Identity,
  { id }: Person,
  how: Pick<AuditFact, 'actor' | 'surface'>,
): Promise<boolean> {
  const at = clock.now();
  const fact: AuditFact = { fact: 'identity.bound', at, subject: `person:${id}`, data: { ...identity }, ...how };
  return store.sessions.bind(identity, id, at, [fact]);
}
