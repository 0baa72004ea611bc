import type { App } from '../domain/catalog/app.ts';
import { ok, type Result, refused } from '../domain/errors.ts';
import { isId } from '../domain/ids.ts';
import type { Person } from '../domain/people/person.ts';
import type { Store } from '../ports/store.ts';

/** By id or e-mail. */
export function personNamed({ people }: Pick<Store, 'people'>, name: string): Promise<Person | undefined> {
  return isId('person', name) ? people.byId(name) : people.byEmail(name);
}

/** As people call somebody: by id, e-mail, or a name that only one active person has. */
export async function personCalled(store: Pick<Store, 'people'>, text: string, field: string): Promise<Result<Person>> {
  const name = text.trim();
  const known = await personNamed(store, name);
  if (known !== undefined) return ok(known);
  const found = await store.people.page({ search: name, status: 'active', limit: 2 });
  const [one, more] = name === '' ? [] : found;
  if (one === undefined) return refused('not_found', 'There is nobody here by that.', { field });
  return more === undefined
    ? ok(one)
    : refused('malformed', 'Several people are called that: give the e-mail.', { field });
}

/** By id or slug. */
export function appNamed({ catalog }: Pick<Store, 'catalog'>, name: string): Promise<App | undefined> {
  return isId('app', name) ? catalog.appById(name) : catalog.appBySlug(name);
}
