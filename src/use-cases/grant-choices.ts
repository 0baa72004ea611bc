import type { App } from '../domain/catalog/app.ts';
import type { Entitlement } from '../domain/catalog/entitlement.ts';
import type { EntitlementId, PersonId } from '../domain/ids.ts';
import type { Person } from '../domain/people/person.ts';
import type { Store } from '../ports/store.ts';

/** What can be granted, with the seats that are taken. */
export interface GrantableThings {
  readonly things: readonly Entitlement[];
  readonly seatsTaken: ReadonlyMap<EntitlementId, number>;
}

type Deps = Pick<Store, 'access' | 'catalog' | 'people'>;

const MOST_THINGS = 500;

/** Of an app; without what this person is to hold already. */
export async function thingsToGrant({ access, catalog }: Deps, app: App, to?: Person): Promise<GrantableThings> {
  const all = await catalog.entitlementPage(app.id, { limit: MOST_THINGS });
  const held = to === undefined ? [] : await access.heldByPerson(to.id, app.id);
  const has = new Set(held.flatMap(({ entitlementId, wanted }) => (wanted.held ? [entitlementId] : [])));
  const things = all.filter(({ id }) => !has.has(id));
  const counted = things.filter(({ seats }) => seats !== undefined);
  return { things, seatsTaken: await access.seatsTaken(counted.map(({ id }) => id)) };
}

export interface GrantablePeople {
  readonly people: readonly Person[];
  /** There are more by that search. */
  readonly isCut: boolean;
}

/** Who is here, and holds none of these yet. */
export async function peopleToGrant(
  { access, people }: Deps,
  things: readonly EntitlementId[],
  search: string | undefined,
  limit: number,
): Promise<GrantablePeople> {
  const found = await people.page({ search, status: 'active', limit });
  const holders: ReadonlySet<PersonId> = await access.holdersAmong(
    found.map(({ id }) => id),
    things,
  );
  return { people: found.filter(({ id }) => !holders.has(id)), isCut: found.length === limit };
}
