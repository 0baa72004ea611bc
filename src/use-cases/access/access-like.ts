import { commonnessOf, type Likely, likePerson, likeTitle, type Sorted } from '../../domain/access/like.ts';
import { mayBeAsked, type Thing } from '../../domain/access/may-be-asked.ts';
import { ok, type Result, refused } from '../../domain/errors.ts';
import type { EntitlementId } from '../../domain/ids.ts';
import type { Calendar } from '../../domain/lease/calendar.ts';
import type { Person } from '../../domain/people/person.ts';
import type { HeldByTitle } from '../../ports/access-store.ts';
import type { Clock } from '../../ports/environment.ts';
import type { Store } from '../../ports/store.ts';
import { askingOf } from '../see-catalog.ts';

interface Deps {
  readonly store: Pick<Store, 'access' | 'catalog' | 'policy'>;
  readonly clock: Clock;
  readonly calendarOf: (zone: string) => Calendar;
}

/** Whose access is to be looked at: a colleague's, or that of everybody with a job title. */
export type Model = { readonly person: Person } | { readonly title: string };

/** What they have and I don't, as far as I may ask for it; and how common it is. */
export async function accessLike(deps: Deps, me: Person, model: Model): Promise<Result<Sorted>> {
  return 'person' in model ? asPerson(deps, me, model.person) : asTitle(deps, me, model.title);
}

type Levels = ReadonlyMap<EntitlementId, string | undefined>;

async function asPerson(deps: Deps, me: Person, person: Person): Promise<Result<Sorted>> {
  if (person.status !== 'active') return refused('not_found', 'There is nobody here by that.', { field: 'person' });
  const [theirs, peers] = await Promise.all([levelsOf(deps, person), deps.store.access.heldByTitle(me.title, me.id)]);
  return ok(likePerson(await likely(deps, me, theirs, peers)));
}

async function asTitle(deps: Deps, me: Person, title: string): Promise<Result<Sorted>> {
  const holders = await deps.store.access.heldByTitle(title, me.id);
  if (holders.people === 0) return refused('not_found', 'Nobody else here has this title.', { field: 'title' });
  const theirs: Levels = new Map([...holders.counts.keys()].map((id) => [id, undefined]));
  return ok(likeTitle(await likely(deps, me, theirs, holders)));
}

async function levelsOf({ store }: Deps, { id }: Person): Promise<Levels> {
  const all = await store.access.heldByPerson(id);
  return new Map(
    all.flatMap(({ entitlementId, wanted }) => (wanted.held ? [[entitlementId, wanted.level] as const] : [])),
  );
}

async function likely(deps: Deps, me: Person, theirs: Levels, among: HeldByTitle): Promise<readonly Likely[]> {
  const mine = await levelsOf(deps, me);
  const asking = await askingOf(deps, me);
  const things = await thingsOf(
    deps,
    [...theirs.keys()].filter((id) => !mine.has(id)),
  );
  return things
    .filter((thing) => mayBeAsked(thing, asking))
    .map(({ app, entitlement }) => {
      const { id } = entitlement;
      return { app, entitlement, level: theirs.get(id), commonness: commonnessOf(id, among) };
    });
}

async function thingsOf({ store }: Deps, ids: readonly EntitlementId[]): Promise<readonly Thing[]> {
  const [apps, entitlements] = await Promise.all([store.catalog.apps(), store.catalog.entitlementsById(ids)]);
  const byId = new Map(apps.map((app) => [app.id, app]));
  return entitlements.flatMap((entitlement) => {
    const app = byId.get(entitlement.appId);
    return app === undefined ? [] : [{ app, entitlement }];
  });
}
