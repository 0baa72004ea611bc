import type { AuditFact } from '../domain/audit/fact.ts';
import type { PersonId, TokenId } from '../domain/ids.ts';
import type { GrantedRole } from '../domain/people/person.ts';
import type { Scope } from '../domain/people/scope.ts';
import type { Instant } from '../domain/time.ts';

/** A token as it is kept: without the token. It acts for a person, or as a service with one role. */
export interface Token {
  readonly id: TokenId;
  readonly kind: 'api' | 'setup';
  readonly name: string;
  readonly hash: string;
  readonly owner: { readonly personId: PersonId } | { readonly role: GrantedRole };
  readonly scopes: readonly Scope[];
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
  readonly revokedAt: Instant | undefined;
}

export interface TokenQuery {
  readonly personId: PersonId | undefined;
  /** Only those of services. */
  readonly services?: boolean | undefined;
  readonly after: TokenId | undefined;
  readonly limit: number;
}

export interface TokenStore {
  /** False, and nothing done, where it is there already. */
  add(token: Token, facts: readonly AuditFact[]): Promise<boolean>;
  byHash(hash: string): Promise<Token | undefined>;
  byId(id: TokenId): Promise<Token | undefined>;
  /** Those for the API, of one person or of all, by id, after `after`. */
  page(query: TokenQuery): Promise<readonly Token[]>;
  /** False, and nothing done, where it was revoked before. */
  revoke(id: TokenId, at: Instant, facts: readonly AuditFact[]): Promise<boolean>;
  /** Ends every setup link that is still good. */
  revokeSetupTokens(at: Instant): Promise<void>;
}
