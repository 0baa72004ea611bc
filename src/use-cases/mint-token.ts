import type { AuditFact, Actor, Surface } from '../domain/audit/fact.ts';
import { ok, type Result, refused } from '../domain/errors.ts';
import type { PersonId } from '../domain/ids.ts';
import type { GrantedRole } from '../domain/people/person.ts';
import { SCOPES, type Scope } from '../domain/people/scope.ts';
import { DAY } from '../domain/time.ts';
import type { Clock, Ids, Keys } from '../ports/environment.ts';
import type { PeopleStore } from '../ports/organisation-store.ts';
import type { Token, TokenStore } from '../ports/token-store.ts';

interface Deps {
  readonly store: { readonly tokens: TokenStore; readonly people: PeopleStore };
  readonly ids: Ids;
  readonly clock: Clock;
  readonly keys: Keys;
}

export interface TokenWish {
  readonly kind: Token['kind'];
  readonly name: string;
  readonly owner: { readonly email: string } | { readonly role: GrantedRole };
  readonly scopes?: readonly Scope[] | undefined;
  readonly days?: number | undefined;
  readonly by: Actor;
  readonly surface: Surface;
}

const DEFAULT_DAYS = 90;
const MOST_DAYS = 3650;

/** Gives the token's text: the only time anyone sees it. Only its hash is kept. */
export async function mintToken(deps: Deps, wish: TokenWish): Promise<Result<{ text: string; token: Token }>> {
  const days = wish.days ?? DEFAULT_DAYS;
  if (!(days > 0 && days <= MOST_DAYS))
    return refused('malformed', `A token lives 1 to ${MOST_DAYS} days.`, { field: 'days' });
  const owner = await ownerOf(deps.store.people, wish.owner);
  if (!owner.ok) return owner;
  const id = deps.ids.newId('token');
  const text = `lsh_${id.slice('tok_'.length)}_${deps.keys.randomText(32)}`;
  const createdAt = deps.clock.now();
  const token: Token = {
    id,
    kind: wish.kind,
    name: wish.name,
    hash: deps.keys.sha256(text),
    owner: owner.value,
    scopes: wish.scopes ?? SCOPES,
    createdAt,
    expiresAt: createdAt + days * DAY,
    revokedAt: undefined,
  };
  await deps.store.tokens.add(token, [minted(token, wish)]);
  return ok({ text, token });
}

async function ownerOf(people: PeopleStore, wish: TokenWish['owner']): Promise<Result<Token['owner']>> {
  if ('role' in wish) return ok({ role: wish.role });
  const person = await people.byEmail(wish.email);
  if (person === undefined)
    return refused('not_found', `Nobody here has the e-mail ${wish.email}.`, { field: 'person' });
  if (person.status !== 'active') return refused('wrong_state', `${person.name} has left: no token was made.`);
  return ok({ personId: person.id satisfies PersonId });
}

function minted(token: Token, wish: TokenWish): AuditFact {
  const owner = 'personId' in token.owner ? { person: token.owner.personId } : { role: token.owner.role };
  return {
    fact: wish.kind === 'setup' ? 'setup_link.minted' : 'token.minted',
    at: token.createdAt,
    actor: wish.by,
    subject: `token:${token.id}`,
    surface: wish.surface,
    data: { ...owner, name: token.name, scopes: token.scopes, expiresAt: token.expiresAt },
  };
}
