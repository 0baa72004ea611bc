import { heldUntil } from '../../domain/access/held-state.ts';
import { mayBeAsked, type Thing } from '../../domain/access/may-be-asked.ts';
import type { App } from '../../domain/catalog/app.ts';
import type { Entitlement } from '../../domain/catalog/entitlement.ts';
import type { AppId, EntitlementId, RequestId } from '../../domain/ids.ts';
import type { Json } from '../../domain/json.ts';
import type { Calendar } from '../../domain/lease/calendar.ts';
import type { Person } from '../../domain/people/person.ts';
import { searchable } from '../../domain/text/searchable.ts';
import type { Instant } from '../../domain/time.ts';
import type { Held } from '../../ports/access-store.ts';
import type { Clock } from '../../ports/environment.ts';
import type { Store } from '../../ports/store.ts';
import { askingOf } from '../see-catalog.ts';

interface Deps {
  readonly store: Pick<Store, 'access' | 'catalog' | 'policy' | 'requests'>;
  readonly clock: Clock;
  readonly calendarOf: (zone: string) => Calendar;
}

/** Something that can be asked for, or that is held and can be given up. */
export interface Requestable extends Thing {
  readonly held: HeldThing | undefined;
  /** By which request it is to come. */
  readonly pending: RequestId | undefined;
  /** Held, and not offered any more: it can only be given up. */
  readonly mayBeAsked: boolean;
}

export interface HeldThing {
  readonly level: string | undefined;
  readonly fields: { readonly [name: string]: Json };
  /** Absent where one of the reasons for it has no end. */
  readonly until: Instant | undefined;
  /** The lease that can get a later end. */
  readonly lease: RequestId | undefined;
}

export interface Catalogue {
  /** `isMore`: there is more than was wanted. */
  search(text: string, limit: number): Promise<{ readonly things: readonly Requestable[]; readonly isMore: boolean }>;
  /** By app and thing, each an id or a slug; what is not there for them is left out. */
  named(names: readonly Name[]): Promise<readonly Requestable[]>;
  /** In the order of these ids. */
  byId(ids: readonly EntitlementId[]): Promise<readonly Requestable[]>;
  /** Those of these apps that have something for them. */
  offering(apps: readonly App[]): Promise<readonly App[]>;
  /** What one app has for them: of those in whose name the text is found, the first in the order of names. */
  inApp(app: AppId, text: string, limit: number): Promise<readonly Requestable[]>;
}

export interface Name {
  readonly app: string;
  readonly entitlement: string;
}

type Standing = (entitlement: Entitlement) => readonly Requestable[];

/** Read at once: most of what is found can be asked for. */
const BATCH = 200;
/** Where one is enough, the first few have it. */
const FEW = 20;

/** All that somebody can ask for on behalf of this person, as it stands for that person. */
export async function catalogueFor(deps: Deps, asker: Person, beneficiary: Person): Promise<Catalogue> {
  const { store } = deps;
  const [asking, all, pending, apps] = await Promise.all([
    askingOf(deps, asker),
    store.access.heldByPerson(beneficiary.id),
    store.requests.pendingFor(beneficiary.id),
    store.catalog.apps(),
  ]);
  const held = new Map(all.filter(({ wanted }) => wanted.held).map((one) => [one.entitlementId, one]));
  const byId = new Map<AppId, App>(apps.map((app) => [app.id, app]));

  function standing(entitlement: Entitlement): Requestable[] {
    const app = byId.get(entitlement.appId);
    if (app === undefined) return [];
    const has = held.get(entitlement.id);
    const isOffered = mayBeAsked({ app, entitlement }, { ...asking, beneficiary });
    if (!isOffered && has === undefined) return [];
    const more = { held: has && heldThing(has), pending: pending.get(entitlement.id), mayBeAsked: isOffered };
    return [{ app, entitlement, ...more }];
  }

  return {
    search: (text, limit) => searched(store, text, limit, standing),
    named: async (names) => {
      const found = names.map(async ({ app: name, entitlement }) => {
        const app = apps.find(({ id, slug }) => id === name || slug === name);
        return app === undefined ? [] : store.catalog.entitlementsNamed(app.id, [entitlement]);
      });
      return (await Promise.all(found)).flat().flatMap(standing);
    },
    byId: async (ids) => {
      const found = new Map((await store.catalog.entitlementsById(ids)).map((one) => [one.id, one]));
      return ids.flatMap((id) => found.get(id) ?? []).flatMap(standing);
    },
    offering: (some) => offering(store, some, standing),
    inApp: (app, text, limit) => inApp(store, app, searchable(text), limit, standing),
  };
}

/** Looked up for all of them at once: only an app whose first few are not for them is looked through. */
async function offering(
  { catalog }: Pick<Store, 'catalog'>,
  apps: readonly App[],
  standing: Standing,
): Promise<readonly App[]> {
  const first = await catalog.firstOfEach(
    apps.map(({ id }) => id),
    FEW,
  );
  const of = Map.groupBy(first, ({ appId }) => appId);
  const isOffering = async ({ id }: App): Promise<boolean> => {
    const few = of.get(id) ?? [];
    if (few.some((one) => standing(one).length > 0)) return true;
    return few.length === FEW && (await inApp({ catalog }, id, '', 1, standing)).length > 0;
  };
  const found = await Promise.all(apps.map(isOffering));
  return apps.filter((_, at) => found[at]);
}

async function inApp(
  { catalog }: Pick<Store, 'catalog'>,
  app: AppId,
  search: string,
  limit: number,
  standing: Standing,
): Promise<readonly Requestable[]> {
  const things: Requestable[] = [];
  const batch = Math.min(BATCH, Math.max(FEW, limit));
  for (let after: Entitlement | undefined; things.length < limit; ) {
    const page = await catalog.entitlementPage(app, { search, limit: batch, after });
    things.push(...page.flatMap(standing));
    after = page.at(-1);
    if (page.length < batch) break;
  }
  return things.slice(0, limit);
}

async function searched({ catalog }: Pick<Store, 'catalog'>, text: string, limit: number, standing: Standing) {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const things: Requestable[] = [];
  for (let skip = 0; things.length <= limit; skip += BATCH) {
    const batch = await catalog.search({ words, skip, limit: BATCH });
    things.push(...batch.flatMap(standing));
    if (batch.length < BATCH) break;
  }
  return { things: things.slice(0, limit), isMore: things.length > limit };
}

function heldThing({ wanted, claims }: Held): HeldThing {
  const live = claims.filter((claim) => claim.live);
  const ending = live.findLast(({ requestId, endsAt }) => requestId !== undefined && endsAt !== undefined);
  return {
    level: wanted.held ? wanted.level : undefined,
    fields: live.at(-1)?.fields ?? {},
    until: heldUntil(claims),
    lease: ending?.requestId,
  };
}
