import { ok, type Result, refused } from '../../domain/errors.ts';
import type { GrantedRole } from '../../domain/people/person.ts';
import { may } from '../../domain/people/rights.ts';
import type { Scope } from '../../domain/people/scope.ts';
import { DAY } from '../../domain/time.ts';
import type { Token } from '../../ports/token-store.ts';
import type { Caller } from '../authenticate-token.ts';
import { type Minted, type MintDeps, mintToken } from '../mint-token.ts';
import type { Author } from '../policy/author.ts';

export interface TokenMade {
  readonly name: string;
  /** Those of the token it is made with, unless fewer are wanted. */
  readonly scopes?: readonly Scope[] | undefined;
  /** As long as the token it is made with, at most. */
  readonly days?: number | undefined;
  /** For a service of this role; else it acts for whoever makes it. */
  readonly role?: GrantedRole | undefined;
  /** The same key of the same token is the same token again. */
  readonly key?: string | undefined;
}

const DAYS = 90;

/** Made with a token, it is no stronger than that one: neither in what it may do nor in how long it lives. */
export async function makeToken(
  deps: MintDeps,
  caller: Caller,
  author: Author,
  { name, role, key, ...wanted }: TokenMade,
): Promise<Result<Minted>> {
  const { scopes = caller.scopes, days = DAYS } = wanted;
  const missing = scopes.find((scope) => !caller.scopes.includes(scope));
  if (missing !== undefined)
    return refused('not_allowed', `The token that makes it does not have the scope "${missing}".`, { field: 'scopes' });
  const owner = ownerFor(caller, author, role);
  if (!owner.ok) return owner;
  const left = (caller.expiresAt - deps.clock.now()) / DAY;
  const lived = wanted.days === undefined ? Math.min(days, left) : days;
  if (lived > left)
    return refused('not_allowed', 'It cannot live longer than the token that makes it.', { field: 'days' });
  const { actor, surface } = author.origin;
  const identity = key === undefined ? undefined : `${caller.tokenId} ${key}`;
  return mintToken(deps, {
    ...{ kind: 'api', name, scopes, identity, surface },
    days: lived,
    by: actor,
    owner: owner.value,
  });
}

function ownerFor(caller: Caller, { roles }: Author, role: GrantedRole | undefined): Result<Token['owner']> {
  if (role !== undefined) {
    return may('make_service_token', roles)
      ? ok({ role })
      : refused('not_allowed', 'Only super admins make tokens for services.', { field: 'role' });
  }
  return ok(caller.kind === 'person' ? { personId: caller.person.id } : { role: caller.role });
}
