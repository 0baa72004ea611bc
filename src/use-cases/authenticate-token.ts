import { ok, type Result, refused } from '../domain/errors.ts';
import type { TokenId } from '../domain/ids.ts';
import type { GrantedRole, Person } from '../domain/people/person.ts';
import type { Scope } from '../domain/people/scope.ts';
import type { Instant } from '../domain/time.ts';
import type { Clock, Keys } from '../ports/environment.ts';
import type { PeopleStore } from '../ports/organisation-store.ts';
import type { TokenStore } from '../ports/token-store.ts';

/** Who is calling: a person, or a service that acts in its own name with one role. */
export type Caller =
  | ({ readonly kind: 'person'; readonly person: Person } & ByToken)
  | ({
      readonly kind: 'service';
      readonly name: string;
      readonly role: GrantedRole;
    } & ByToken);

interface ByToken {
  readonly scopes: readonly Scope[];
  readonly tokenId: TokenId;
  readonly expiresAt: Instant;
}

interface Deps {
  readonly store: { readonly tokens: TokenStore; readonly people: PeopleStore };
  readonly clock: Clock;
  readonly keys: Keys;
}

/** One sentence for every way of failing: what exactly is wrong with a token is nobody's business but its owner's. */
const NOT_SIGNED_IN = refused('not_signed_in', 'This needs a valid API token. Make one with: npm run token');

export async function authenticateToken(deps: Deps, text: string | undefined): Promise<Result<Caller>> {
  if (text === undefined) return NOT_SIGNED_IN;
  const token = await deps.store.tokens.byHash(deps.keys.sha256(text));
  if (token === undefined || token.kind !== 'api' || token.revokedAt !== undefined) return NOT_SIGNED_IN;
  if (token.expiresAt <= deps.clock.now()) return NOT_SIGNED_IN;
  const { scopes, id: tokenId, name, owner, expiresAt } = token;
  const byToken = { scopes, tokenId, expiresAt };
  if ('role' in owner) return ok({ kind: 'service', name, role: owner.role, ...byToken });
  const person = await deps.store.people.byId(owner.personId);
  return person?.status === 'active' ? ok({ kind: 'person', person, ...byToken }) : NOT_SIGNED_IN;
}
