import type { Person } from '../../domain/people/person.ts';
import type { PeopleStore } from '../../ports/organisation-store.ts';
import type { Database } from '../database.ts';
import { PersonRow } from '../entities/people.entity.ts';
import { plain, type Row } from '../rows.ts';

export function createPeopleStore(database: Database): PeopleStore {
  const one = async (where: { id: Person['id'] } | { email: string }) => {
    const row = await database.em().findOne(PersonRow, where);
    return row === null ? undefined : personOf(row);
  };
  return {
    all: async () => (await database.em().find(PersonRow, {}, { orderBy: { name: 'asc', id: 'asc' } })).map(personOf),
    byId: (id) => one({ id }),
    byEmail: (email) => one({ email: email.toLowerCase() }),
  };
}

function personOf(row: Row<typeof PersonRow>): Person {
  return plain(row);
}
