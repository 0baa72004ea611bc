import type { AuditFact } from '../../domain/audit/fact.ts';
import { ok, type Result, refused } from '../../domain/errors.ts';
import type { Clock } from '../../ports/environment.ts';
import type { Session } from '../../ports/session-store.ts';
import type { Store } from '../../ports/store.ts';
import type { SignedIn } from './see-session.ts';

interface Deps {
  readonly store: Pick<Store, 'sessions'>;
  readonly clock: Clock;
}

/** Where this person is signed in, newest first. */
export function listSessions({ store, clock }: Deps, { person }: SignedIn): Promise<readonly Session[]> {
  return store.sessions.liveOf(person.id, clock.now());
}

/** One of one's own, from another browser. */
export async function endOneSession(deps: Deps, signedIn: SignedIn, id: string): Promise<Result<true>> {
  const session = (await listSessions(deps, signedIn)).find((one) => one.id === id);
  if (session === undefined) return refused('not_found', 'You are not signed in there any more.');
  const at = deps.clock.now();
  const { person } = signedIn;
  const fact: AuditFact = {
    ...{ fact: 'session.ended', at, actor: { kind: 'person', id: person.id }, surface: 'web' },
    ...{ subject: `person:${person.id}`, data: { sessions: [session.id] } },
  };
  await deps.store.sessions.end([session.id], at, [fact]);
  return ok(true);
}
