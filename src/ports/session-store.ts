import type { AuditFact } from '../domain/audit/fact.ts';
import type { PersonId, SessionId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';

/** Somebody signed in with one browser. Of what the browser holds only the hash is kept. */
export interface Session {
  readonly id: SessionId;
  readonly hash: string;
  readonly personId: PersonId;
  readonly method: 'demo' | 'oidc';
  /** When they proved who they are: what needs a fresh sign-in looks here. */
  readonly signedInAt: Instant;
  readonly expiresAt: Instant;
  readonly endedAt: Instant | undefined;
  /** The browser, as it names itself. */
  readonly agent: string;
}

export interface SessionStore {
  start(session: Session, facts: readonly AuditFact[]): Promise<void>;
  byHash(hash: string): Promise<Session | undefined>;
  /** Those that are still good, newest first. */
  liveOf(person: PersonId, now: Instant): Promise<readonly Session[]>;
  /** False where none of them was still good. */
  end(ids: readonly SessionId[], at: Instant, facts: readonly AuditFact[]): Promise<boolean>;
}
