import type { AuditFact } from '../../domain/audit/fact.ts';
import type { Clock } from '../../ports/environment.ts';
import type { Store } from '../../ports/store.ts';
import type { SignedIn } from './see-session.ts';

interface Deps {
  readonly store: Pick<Store, 'sessions'>;
  readonly clock: Clock;
}

/** Of this browser, or of all that this person is signed in with. */
export async function endSession(
  { store, clock }: Deps,
  { person, session }: SignedIn,
  which: 'this' | 'everywhere',
): Promise<void> {
  const at = clock.now();
  const ended = which === 'this' ? [session] : await store.sessions.liveOf(person.id, at);
  const ids = ended.map(({ id }) => id);
  const fact: AuditFact = {
    ...{ fact: 'session.ended', at, actor: { kind: 'person', id: person.id }, surface: 'web' },
    ...{ subject: `person:${person.id}`, data: { sessions: ids } },
  };
  await store.sessions.end(ids, at, [fact]);
}
