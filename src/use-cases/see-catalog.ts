import { type Asking, mayBeAsked } from '../domain/access/may-be-asked.ts';
import { relationsToAccess } from '../domain/access/relations.ts';
import type { App } from '../domain/catalog/app.ts';
import type { Entitlement } from '../domain/catalog/entitlement.ts';
import type { Calendar } from '../domain/lease/calendar.ts';
import type { Person } from '../domain/people/person.ts';
import { may } from '../domain/people/rights.ts';
import type { Clock } from '../ports/environment.ts';
import type { EntitlementQuery } from '../ports/organisation-store.ts';
import type { Store } from '../ports/store.ts';
import type { Viewer } from './see-requests.ts';

interface Deps {
  readonly store: Pick<Store, 'catalog' | 'policy' | 'people'>;
  readonly clock: Clock;
  readonly calendarOf: (zone: string) => Calendar;
}

export interface EntitlementPage {
  readonly items: readonly Entitlement[];
  /** Absent on the last page. */
  readonly last: Entitlement | undefined;
}

/** What an app has to give: all of it for those who answer for it, and what one may ask for to everybody else. */
export async function listEntitlements(
  deps: Deps,
  viewer: Viewer,
  app: App,
  query: EntitlementQuery,
): Promise<EntitlementPage> {
  const page = await deps.store.catalog.entitlementPage(app.id, query);
  const last = page.length < query.limit ? undefined : page.at(-1);
  if (may('see_access_in_app', viewer.roles, relationsToAccess(viewer.personId, undefined, app)))
    return { items: page, last };
  const person = viewer.personId === undefined ? undefined : await deps.store.people.byId(viewer.personId);
  const asking = person === undefined ? undefined : await askingOf(deps, person);
  const items = page.filter((entitlement) => asking !== undefined && mayBeAsked({ app, entitlement }, asking));
  return { items, last };
}

/** Somebody who would ask now. */
export async function askingOf(
  { store, clock, calendarOf }: Pick<Deps, 'clock' | 'calendarOf'> & { readonly store: Pick<Store, 'policy'> },
  person: Person,
): Promise<Asking> {
  const policy = (await store.policy.current())?.policy;
  if (policy === undefined) throw new Error('an installation has a policy from its first start');
  return { person, policy, now: clock.now(), calendar: calendarOf(policy.organisation.zone) };
}
