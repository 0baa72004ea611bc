import type { AuditFact } from '../domain/audit/fact.ts';
import type { PersonId, SessionId } from '../domain/ids.ts';
import type { GrantedRole } from '../domain/people/person.ts';
import type { Instant } from '../domain/time.ts';

/** Somebody signed in with one browser. Of what the browser holds only the hash is kept. */
export interface Session {
  readonly id: SessionId;
  readonly hash: string;
  readonly personId: PersonId;
  readonly method: 'demo' | 'oidc';
  readonly signedInAt: Instant;
  /** When they proved who they are, as the provider says it: what needs a fresh sign-in looks here, and nowhere else. */
  readonly provenAt: Instant | undefined;
  /** Roles that the provider's groups give, for as long as this session. */
  readonly roles: readonly GrantedRole[];
  readonly expiresAt: Instant;
  readonly endedAt: Instant | undefined;
  /** The browser, as it names itself. */
  readonly agent: string;
}

/** Who somebody is to a provider. Bound to a person once: whatever the provider calls them later, it is the same one. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

export interface SessionStore {
  personBoundTo(identity: Identity): Promise<PersonId | undefined>;
  /** Who they are to whom, bound last first. */
  identitiesOf(person: PersonId): Promise<readonly Identity[]>;
  /** False where it is bound to somebody else by now. */
  bind(identity: Identity, person: PersonId, at: Instant, facts: readonly AuditFact[]): Promise<boolean>;
  /** They are nobody to any provider any more. */
  unbind(person: PersonId, facts: readonly AuditFact[]): Promise<void>;
  start(session: Session, facts: readonly AuditFact[]): Promise<void>;
  byHash(hash: string): Promise<Session | undefined>;
  /** Those that are still good, newest first. */
  liveOf(person: PersonId, now: Instant): Promise<readonly Session[]>;
  /** False where none of them was still good. */
  end(ids: readonly SessionId[], at: Instant, facts: readonly AuditFact[]): Promise<boolean>;
}
