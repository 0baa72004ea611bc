import { isId } from '../domain/ids.ts';
import type { RequestQuery } from '../ports/request-store.ts';
import type { Store } from '../ports/store.ts';

/** Whoever is called like that; more of them than these would be no search any more. */
const MOST_PEOPLE = 100;

/**
 * What a text in the search field means: a ticket, people, or apps. Reasons are not searched: what is found has to be found
 * by an index, among millions too.
 */
export async function searchFor(
  { people, catalog }: Pick<Store, 'people' | 'catalog'>,
  text: string,
): Promise<RequestQuery['search']> {
  const wanted = text.trim();
  if (wanted === '') return undefined;
  const ticket = wanted.toUpperCase();
  const [found, apps] = await Promise.all([
    people.page({ search: wanted, after: undefined, limit: MOST_PEOPLE }),
    catalog.apps(),
  ]);
  const folded = wanted.toLowerCase();
  return {
    ids: isId('request', ticket) ? [ticket] : [],
    people: found.map(({ id }) => id),
    apps: apps
      .filter(({ name, slug }) => [name, slug].some((one) => one.toLowerCase().includes(folded)))
      .map(({ id }) => id),
  };
}
