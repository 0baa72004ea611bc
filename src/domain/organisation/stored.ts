import type { App } from '../catalog/app.ts';
import type { Entitlement } from '../catalog/entitlement.ts';
import type { PersonId } from '../ids.ts';
import type { Person } from '../people/person.ts';
import type { Policy } from '../policy/policy.ts';
import type { AppEntry, EntitlementEntry, Organisation, PersonEntry } from './organisation.ts';

/** An organisation as it is kept: with ids, and with what was archived. */
export interface StoredOrganisation {
  /** Rises by one each time a file is applied. */
  readonly version: number;
  readonly people: readonly Person[];
  readonly apps: readonly App[];
  readonly entitlements: readonly Entitlement[];
  readonly policy: Policy;
}

/** As a file would say it today. People who left are in it, because apps and others may still name them. */
export function organisationOf({ people, apps, entitlements, policy }: StoredOrganisation): Organisation {
  const emailOf = new Map(people.map(({ id, email }) => [id, email]));
  const namesOf = (ids: readonly PersonId[]) => ids.flatMap((id) => emailOf.get(id) ?? []).toSorted();
  const inside = Map.groupBy(
    entitlements.filter(({ archived }) => !archived),
    ({ appId }) => appId,
  );
  return {
    policy,
    people: people.map((person) => personEntry(person, emailOf)),
    apps: apps
      .filter(({ archived }) => !archived)
      .map((app) => appEntry(app, namesOf(app.ownerIds), (inside.get(app.id) ?? []).map(entryIn(namesOf)))),
  };
}

function personEntry(person: Person, emailOf: ReadonlyMap<PersonId, string>): PersonEntry {
  const { id: _id, outOfOfficeUntil: _until, managerId, ...entry } = person;
  return { ...entry, manager: managerId === undefined ? undefined : emailOf.get(managerId) };
}

function appEntry(app: App, owners: readonly string[], entitlements: readonly EntitlementEntry[]): AppEntry {
  const { id: _id, ownerIds: _owners, frozen: _frozen, archived: _archived, ...entry } = app;
  return { ...entry, owners, entitlements };
}

function entryIn(namesOf: (ids: readonly PersonId[]) => readonly string[]) {
  return (entitlement: Entitlement): EntitlementEntry => {
    const { id: _id, appId: _app, ownerIds, archived: _archived, ...entry } = entitlement;
    return { ...entry, owners: namesOf(ownerIds) };
  };
}
