import { relationsToAccess } from '../../domain/access/relations.ts';
import type { App } from '../../domain/catalog/app.ts';
import { ok, type Result, refused } from '../../domain/errors.ts';
import type { AppId, HoldingId } from '../../domain/ids.ts';
import type { Person } from '../../domain/people/person.ts';
import { may } from '../../domain/people/rights.ts';
import type { Held } from '../../ports/access-store.ts';
import type { Store } from '../../ports/store.ts';
import type { Viewer } from '../see-requests.ts';

type Deps = Pick<Store, 'access' | 'catalog' | 'people'>;

export interface AccessQuery {
  readonly person?: Person | undefined;
  readonly app?: App | undefined;
  /** The last one of the page before. */
  readonly after?: HoldingId | undefined;
  readonly limit: number;
}

export interface AccessPage {
  readonly items: readonly Held[];
  /** Absent on the last page, and where everything is on one. */
  readonly next: HoldingId | undefined;
}

const NOT_THERE = refused('not_found', 'There is nobody here whose access you can see by that.');

/**
 * One's own; somebody's, as far as the viewer answers for it; everybody's in an app, for those who answer for the app.
 * Whole, but for an app's, which comes in pages.
 */
export async function seeAccess(store: Deps, viewer: Viewer, query: AccessQuery): Promise<Result<AccessPage>> {
  const { person, app, after, limit } = query;
  if (person !== undefined) return seePersonsAccess(store, viewer, person, app);
  if (app !== undefined && answersFor(viewer, app)) {
    const items = await store.access.heldInApp(app.id, after, limit);
    return ok({ items, next: items.length < limit ? undefined : items.at(-1)?.id });
  }
  return whole(viewer.personId === undefined ? [] : await store.access.heldByPerson(viewer.personId, app?.id));
}

async function seePersonsAccess(
  store: Deps,
  viewer: Viewer,
  person: Person,
  app: App | undefined,
): Promise<Result<AccessPage>> {
  if (seesAllOf(viewer, person)) return whole(await store.access.heldByPerson(person.id, app?.id));
  const apps = app === undefined ? await store.catalog.apps() : [app];
  const own = new Set<AppId>(apps.filter((one) => answersFor(viewer, one)).map(({ id }) => id));
  if (own.size === 0) return NOT_THERE;
  return whole((await store.access.heldByPerson(person.id, app?.id)).filter(({ appId }) => own.has(appId)));
}

function whole(items: readonly Held[]): Result<AccessPage> {
  return ok({ items, next: undefined });
}

/** What one may not see is not there. */
export async function seeHolding(store: Deps, viewer: Viewer, id: HoldingId): Promise<Result<Held>> {
  const held = await store.access.heldById(id);
  if (held !== undefined && (await seesHolding(store, viewer, held))) return ok(held);
  return refused('not_found', 'There is no such holding.');
}

async function seesHolding({ catalog, people }: Deps, viewer: Viewer, { appId, personId }: Held): Promise<boolean> {
  const [person, app] = await Promise.all([
    personId === undefined ? undefined : people.byId(personId),
    catalog.appById(appId),
  ]);
  return may('see_holding', viewer.roles, relationsToAccess(viewer.personId, person, app));
}

function seesAllOf({ personId, roles }: Viewer, person: Person): boolean {
  return may('see_access_of_person', roles, relationsToAccess(personId, person, undefined));
}

function answersFor({ personId, roles }: Viewer, app: App): boolean {
  return may('see_access_in_app', roles, relationsToAccess(personId, undefined, app));
}
