import type { App } from '../domain/catalog/app.ts';
import { isId } from '../domain/ids.ts';
import type { Person } from '../domain/people/person.ts';
import type { Store } from '../ports/store.ts';

/** By id or e-mail. */
export function personNamed({ people }: Pick<Store, 'people'>, name: string): Promise<Person | undefined> {
  return isId('person', name) ? people.byId(name) : people.byEmail(name);
}

/** By id or slug. */
export function appNamed({ catalog }: Pick<Store, 'catalog'>, name: string): Promise<App | undefined> {
  return isId('app', name) ? catalog.appById(name) : catalog.appBySlug(name);
}
