import { type Result, refused } from '../../domain/errors.ts';
import { may } from '../../domain/people/rights.ts';
import type { Acting } from '../acting.ts';
import { type Minted, type MintDeps, mintToken } from '../mint-token.ts';
import type { TokenMade } from './make-token.ts';

type Wish = Required<Pick<TokenMade, 'name' | 'scopes' | 'days' | 'key'>> & Pick<TokenMade, 'role'>;

/** For oneself, by whoever is signed in; for a service by super admins. The same click makes the same one again. */
export async function makeTokenByHand(
  deps: MintDeps,
  { person, origin, principal }: Acting,
  { name, scopes, days, key, role }: Wish,
): Promise<Result<Minted>> {
  if (name.trim() === '') return refused('malformed', 'Say what it is for.', { field: 'name' });
  if (scopes?.length === 0)
    return refused('malformed', 'Choose at least one thing that it may be used for.', { field: 'scopes' });
  if (role !== undefined && !may('make_service_token', person.roles))
    return refused('not_allowed', 'Only super admins make tokens for services.', { field: 'role' });
  const owner = role === undefined ? { personId: person.id } : { role };
  return mintToken(deps, {
    ...{ kind: 'api', name: name.trim().slice(0, 200), scopes, days, owner },
    ...{ identity: `${principal} ${key}`, by: origin.actor, surface: origin.surface },
  });
}
