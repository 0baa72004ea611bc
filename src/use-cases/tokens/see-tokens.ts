import { ok, type Result, refused } from '../../domain/errors.ts';
import type { TokenId } from '../../domain/ids.ts';
import { may, relationsThat } from '../../domain/people/rights.ts';
import type { Clock } from '../../ports/environment.ts';
import type { Store } from '../../ports/store.ts';
import type { Token, TokenQuery } from '../../ports/token-store.ts';
import type { Author } from '../policy/author.ts';

type Deps = { readonly store: Pick<Store, 'tokens'>; readonly clock: Clock };

/** One's own; everybody's for admins and auditors. Never what a token says, which nobody has. */
export async function listTokens(
  { store }: Pick<Deps, 'store'>,
  { personId, roles }: Author,
  page: Omit<TokenQuery, 'personId'>,
): Promise<readonly Token[]> {
  if (may('see_token', roles)) return store.tokens.page({ ...page, personId: undefined });
  return personId === undefined ? [] : store.tokens.page({ ...page, personId });
}

/** It is worth nothing from the next call on. */
export async function revokeToken({ store, clock }: Deps, author: Author, id: TokenId): Promise<Result<Token>> {
  const token = await store.tokens.byId(id);
  const owner = token !== undefined && 'personId' in token.owner ? token.owner.personId : undefined;
  const relations = relationsThat({ self: owner !== undefined && owner === author.personId });
  if (token?.kind !== 'api' || !may('see_token', author.roles, relations))
    return refused('not_found', 'There is no such token.');
  if (!may('revoke_token', author.roles, relations))
    return refused('not_allowed', 'It is revoked by whose it is, or by an admin.');
  const at = clock.now();
  const fact = {
    fact: 'token.revoked',
    at,
    subject: `token:${id}`,
    data: { name: token.name },
    ...author.origin,
  } as const;
  const revoked = await store.tokens.revoke(id, at, [fact]);
  return revoked
    ? ok({ ...token, revokedAt: at })
    : refused('wrong_state', 'It was revoked before. Nothing changed.', { state: 'revoked' });
}
