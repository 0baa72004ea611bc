import { ok, type Result, refused } from '../domain/errors.ts';
import type { Person } from '../domain/people/person.ts';
import type { Clock, Ids, Keys } from '../ports/environment.ts';
import type { PeopleStore } from '../ports/organisation-store.ts';
import type { Token, TokenStore } from '../ports/token-store.ts';
import { mintToken } from './mint-token.ts';

interface Deps {
  readonly store: { readonly tokens: TokenStore; readonly people: PeopleStore };
  readonly ids: Ids;
  readonly clock: Clock;
  readonly keys: Keys;
}

/** A setup token while there is no super admin; each start makes a new one and ends the old. */
export async function offerSetup(deps: Deps): Promise<string | undefined> {
  if (await deps.store.people.hasSuperAdmin()) return undefined;
  await deps.store.tokens.revokeSetupTokens(deps.clock.now());
  const minted = await mintToken(deps, {
    kind: 'setup',
    name: 'first admin',
    owner: { role: 'super_admin' },
    days: 1,
    by: { kind: 'system' },
    surface: 'start',
  });
  return minted.ok ? minted.value.text : undefined;
}

const LINK_GONE = refused(
  'not_found',
  'This setup link was used or has run out. Start Leasehold again to get a new one, if there is no admin yet.',
);

export async function checkSetup(deps: Deps, text: string): Promise<Result<Token>> {
  const token = await deps.store.tokens.byHash(deps.keys.sha256(text));
  const good = token?.kind === 'setup' && token.revokedAt === undefined && token.expiresAt > deps.clock.now();
  return good ? ok(token) : LINK_GONE;
}

/** Makes the first super admin and gives them an API token. Works once. */
export async function setUpFirstAdmin(
  deps: Deps,
  text: string,
  who: { readonly name: string; readonly email: string },
): Promise<Result<{ person: Person; tokenText: string }>> {
  const setup = await checkSetup(deps, text);
  if (!setup.ok) return setup;
  const person = firstAdmin(deps.ids.newId('person'), who);
  const fact = {
    fact: 'person.added',
    at: deps.clock.now(),
    actor: { kind: 'token', id: setup.value.id },
    subject: `person:${person.id}`,
    surface: 'web',
    data: { email: person.email, roles: person.roles },
  } as const;
  if (!(await deps.store.people.addFirstAdmin(person, setup.value.id, [fact]))) return LINK_GONE;
  const minted = await mintToken(deps, {
    kind: 'api',
    name: 'first admin',
    owner: { email: person.email },
    by: { kind: 'person', id: person.id },
    surface: 'web',
  });
  return minted.ok ? ok({ person, tokenText: minted.value.text }) : minted;
}

function firstAdmin(id: Person['id'], who: { readonly name: string; readonly email: string }): Person {
  return {
    id,
    name: who.name,
    email: who.email.toLowerCase(),
    title: '',
    department: '',
    managerId: undefined,
    status: 'active',
    slackUserId: undefined,
    groups: [],
    roles: ['super_admin'],
    outOfOfficeUntil: undefined,
  };
}
