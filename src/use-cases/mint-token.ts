import type { AuditFact, Actor, Surface } from '../domain/audit/fact.ts';
import { ok, type Result, refused } from '../domain/errors.ts';
import { idFromBytes, type PersonId } from '../domain/ids.ts';
import { SCOPES, type Scope } from '../domain/people/scope.ts';
import { DAY } from '../domain/time.ts';
import type { Clock, Ids, Keys } from '../ports/environment.ts';
import type { PeopleStore } from '../ports/organisation-store.ts';
import type { Token, TokenStore } from '../ports/token-store.ts';

export interface MintDeps {
  readonly store: { readonly tokens: TokenStore; readonly people: PeopleStore };
  readonly ids: Ids;
  readonly clock: Clock;
  readonly keys: Keys;
}

export interface TokenWish {
  readonly kind: Token['kind'];
  readonly name: string;
  readonly owner: { readonly email: string } | Token['owner'];
  readonly scopes?: readonly Scope[] | undefined;
  readonly days?: number | undefined;
  /** The same one again for the same: nothing of it is kept, so it is made again. */
  readonly identity?: string | undefined;
  readonly by: Actor;
  readonly surface: Surface;
}

const DEFAULT_DAYS = 90;
const MOST_DAYS = 3650;

export interface Minted {
  readonly text: string;
  readonly token: Token;
}

/** Gives the token's text: the only time anyone sees it. Only its hash is kept. */
export async function mintToken(deps: MintDeps, wish: TokenWish): Promise<Result<Minted>> {
  const days = wish.days ?? DEFAULT_DAYS;
  if (!(days > 0 && days <= MOST_DAYS))
    return refused('malformed', `A token lives 1 to ${MOST_DAYS} days.`, { field: 'days' });
  const owner = await ownerOf(deps.store.people, wish.owner);
  if (!owner.ok) return owner;
  const { id, text } = textFor(deps, wish);
  const createdAt = deps.clock.now();
  const token: Token = {
    id,
    kind: wish.kind,
    name: wish.name,
    hash: deps.keys.sha256(text),
    owner: owner.value,
    scopes: wish.scopes ?? SCOPES,
    createdAt,
    expiresAt: createdAt + Math.floor(days * DAY),
    revokedAt: undefined,
  };
  if (await deps.store.tokens.add(token, [minted(token, wish)])) return ok({ text, token });
  return ok({ text, token: (await deps.store.tokens.byId(id)) ?? token });
}

function textFor({ ids, keys }: MintDeps, { identity }: TokenWish): Pick<Token, 'id'> & { readonly text: string } {
  const made = identity === undefined ? undefined : keys.keyedHash('token', identity);
  const id = made === undefined ? ids.newId('token') : idFromBytes('token', made);
  const secret =
    identity === undefined
      ? keys.randomText(32)
      : Buffer.from(keys.keyedHash('token text', identity)).toString('base64url');
  return { id, text: `lsh_${id.slice('tok_'.length)}_${secret}` };
}

async function ownerOf(people: PeopleStore, wish: TokenWish['owner']): Promise<Result<Token['owner']>> {
  if (!('email' in wish)) return ok(wish);
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
