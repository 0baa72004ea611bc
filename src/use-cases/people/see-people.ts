import { relationsToAccess } from '../../domain/access/relations.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { Person } from '../../domain/people/person.ts';
import { may } from '../../domain/people/rights.ts';
import type { PeopleQuery } from '../../ports/organisation-store.ts';
import type { Store } from '../../ports/store.ts';

export interface SeenPeople {
  readonly people: readonly Person[];
  /** How much those hold whose access may be seen: who is not here holds nothing. */
  readonly counts: ReadonlyMap<PersonId, number>;
  /** Whose access may be seen. */
  readonly seen: ReadonlySet<PersonId>;
}

export async function seePeople(
  store: Pick<Store, 'people' | 'access'>,
  viewer: Person,
  query: PeopleQuery,
): Promise<SeenPeople> {
  const people = await store.people.page(query);
  const seen = people.filter((person) => seesAccessOf(viewer, person)).map(({ id }) => id);
  return { people, seen: new Set(seen), counts: await store.access.countByPerson(seen) };
}

function seesAccessOf(viewer: Person, person: Person): boolean {
  return may('see_access_of_person', viewer.roles, relationsToAccess(viewer.id, person, undefined));
}
