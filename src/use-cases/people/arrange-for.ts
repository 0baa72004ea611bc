import { ok, type Result, refused } from '../../domain/errors.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { Person } from '../../domain/people/person.ts';
import { may, relationsThat } from '../../domain/people/rights.ts';
import { DAY } from '../../domain/time.ts';
import type { PeopleStore } from '../../ports/organisation-store.ts';
import type { Acting } from '../acting.ts';

/** Nobody arranges further ahead: who stands for whom is to be thought about again. */
export const LONGEST_ABSENCE = 366 * DAY;

/** Whose absence it is, if the acting person may arrange it: one's own, or anybody's as an admin. */
export async function arrangedFor(people: PeopleStore, acting: Acting, id: PersonId): Promise<Result<Person>> {
  if (!may('arrange_absence', acting.person.roles, relationsThat({ self: acting.person.id === id })))
    return refused('not_allowed', 'This is arranged by themselves, or by an admin.', { field: 'from' });
  const person = await people.byId(id);
  if (person === undefined) return refused('not_found', 'There is no such person.', { field: 'from' });
  if (person.status !== 'active') return refused('wrong_state', `${person.name} has left.`, { field: 'from' });
  return ok(person);
}
