import type { App } from '../../domain/catalog/app.ts';
import type { Account } from '../../domain/ledger/claim.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Target } from '../../ports/connector.ts';
import type { PeopleStore } from '../../ports/organisation-store.ts';
import type { Body } from './endpoint.ts';

type People = Pick<PeopleStore, 'find'>;

/** Whose account, as every call says it. */
export async function aboutAccount(people: People, app: App, account: Account): Promise<Body> {
  const [person] = account.personId === undefined ? [] : await people.find({ ids: [account.personId] });
  return { app: app.slug, account: account.externalId, person: person === undefined ? null : aboutPerson(person) };
}

export function aboutPerson({ name, email }: Person): Body {
  return { name, email };
}

export async function aboutTarget(people: People, { app, account, entitlement }: Target): Promise<Body> {
  const { slug, externalId } = entitlement;
  return { ...(await aboutAccount(people, app, account)), entitlement: { slug, externalId } };
}
