import type { App } from '../../domain/catalog/app.ts';
import type { PersonId } from '../../domain/ids.ts';
import { isAdmin, type Person } from '../../domain/people/person.ts';
import type { PeopleStore } from '../../ports/organisation-store.ts';

/** Owners of the app, and admins: those whom work about it can go to. */
export function responsibleFor(people: PeopleStore, { ownerIds }: Pick<App, 'ownerIds'>): Promise<readonly Person[]> {
  return people.find({ ids: ownerIds, roles: ['access_admin', 'super_admin'] });
}

export function activeAdmins(people: readonly Person[]): PersonId[] {
  return people.filter((person) => isAdmin(person) && person.status === 'active').map(({ id }) => id);
}
