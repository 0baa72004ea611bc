import type { App } from '../catalog/app.ts';
import type { PersonId } from '../ids.ts';
import type { Person } from '../people/person.ts';
import { type Relation, relationsThat } from '../people/rights.ts';

/** How somebody stands to the access of a person in an app. */
export function relationsToAccess(
  id: PersonId | undefined,
  holder: Pick<Person, 'id' | 'managerId'> | undefined,
  app: Pick<App, 'ownerIds'> | undefined,
): Relation[] {
  if (id === undefined) return [];
  return relationsThat({
    ...{ self: holder?.id === id, manager: holder?.managerId === id },
    owner: app?.ownerIds.includes(id) === true,
  });
}
