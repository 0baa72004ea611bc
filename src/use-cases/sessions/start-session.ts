import type { AuditFact } from '../../domain/audit/fact.ts';
import { ok, type Result, refused } from '../../domain/errors.ts';
import type { Person } from '../../domain/people/person.ts';
import { HOUR } from '../../domain/time.ts';
import type { Clock, Ids, Keys } from '../../ports/environment.ts';
import type { Session } from '../../ports/session-store.ts';
import type { Store } from '../../ports/store.ts';

interface Deps {
  readonly store: Pick<Store, 'sessions'>;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly keys: Pick<Keys, 'sha256' | 'randomText'>;
}

const LASTS = 12 * HOUR;
const LONGEST_AGENT = 300;

export interface Started {
  /** What the browser keeps; the only time that anybody sees it. */
  readonly text: string;
  readonly session: Session;
}

/** Always a new one: what a browser held before somebody signed in is worth nothing afterwards. */
export async function startSession(
  { store, ids, clock, keys }: Deps,
  person: Person,
  { method, agent, provenAt, roles }: Pick<Session, 'method' | 'agent' | 'provenAt' | 'roles'>,
): Promise<Result<Started>> {
  if (person.status !== 'active') return refused('not_allowed', `${person.name} has left, and cannot sign in.`);
  const now = clock.now();
  const text = keys.randomText(32);
  const session: Session = {
    ...{ id: ids.newId('session'), hash: keys.sha256(text), personId: person.id, method, signedInAt: now },
    // A provider whose clock runs ahead makes nobody fresh for longer.
    ...{ provenAt: provenAt === undefined ? undefined : Math.min(provenAt, now), roles },
    ...{ expiresAt: now + LASTS, endedAt: undefined, agent: agent.slice(0, LONGEST_AGENT) },
  };
  const fact: AuditFact = {
    ...{ fact: 'session.started', at: now, actor: { kind: 'person', id: person.id }, surface: 'web' },
    ...{ subject: `person:${person.id}`, data: { session: session.id, method, roles } },
  };
  await store.sessions.start(session, [fact]);
  return ok({ text, session });
}
