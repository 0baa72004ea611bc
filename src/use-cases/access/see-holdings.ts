import { heldStateOf, heldUntil } from '../../domain/access/held-state.ts';
import { ok, type Result } from '../../domain/errors.ts';
import type { HoldingId } from '../../domain/ids.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Held } from '../../ports/access-store.ts';
import type { Store } from '../../ports/store.ts';
import { actionsOnHolding, type HoldingActions } from './holding-actions.ts';
import { type AccessQuery, seeAccess } from './see-access.ts';
import { type WhyHeld, whyEachHeld, whyHeld } from './why-held.ts';

/** What is held, why, and what whoever looks can do about it. */
export interface SeenHolding {
  readonly why: WhyHeld;
  readonly actions: HoldingActions;
}

export interface SeenHoldings {
  readonly items: readonly SeenHolding[];
  readonly next: HoldingId | undefined;
}

type Deps = Pick<Store, 'access' | 'catalog' | 'people' | 'requests'>;

/** What is wrong first, then what ends soonest; the pages of an app in the order of its holdings. */
export async function seeHoldings(store: Deps, person: Person, query: AccessQuery): Promise<Result<SeenHoldings>> {
  const page = await seeAccess(store, viewerOf(person), query);
  if (!page.ok) return page;
  const { items, next } = page.value;
  const isWhole = query.person !== undefined || query.app === undefined;
  const reasons = await whyEachHeld(store, isWhole ? items.toSorted(byUrgency) : items);
  return ok({ items: await withActions(store, person, reasons), next });
}

export async function seeOneHolding(store: Deps, person: Person, id: HoldingId): Promise<Result<SeenHolding>> {
  const why = await whyHeld(store, viewerOf(person), id);
  if (!why.ok) return why;
  const [seen] = await withActions(store, person, [why.value]);
  return ok(seen as SeenHolding);
}

function viewerOf({ id, roles }: Person) {
  return { personId: id, roles };
}

async function withActions(store: Deps, person: Person, all: readonly WhyHeld[]): Promise<SeenHolding[]> {
  const ids = new Set(all.flatMap(({ held }) => held.personId ?? []));
  const [people, apps] = await Promise.all([store.people.find({ ids: [...ids] }), store.catalog.apps()]);
  const holders = new Map(people.map((one) => [one.id, one]));
  return all.map((why) => {
    const { personId, appId } = why.held;
    const holder = personId === undefined ? undefined : holders.get(personId);
    const app = apps.find(({ id }) => id === appId);
    return { why, actions: actionsOnHolding(why, person, holder, app) };
  });
}

function byUrgency(one: Held, other: Held): number {
  return (
    rankOf(one) - rankOf(other) ||
    (heldUntil(one.claims) ?? Number.MAX_SAFE_INTEGER) - (heldUntil(other.claims) ?? Number.MAX_SAFE_INTEGER) ||
    nameOf(one).localeCompare(nameOf(other))
  );
}

function rankOf(held: Held): number {
  return ['taking', 'untracked'].includes(heldStateOf(held)) ? 0 : 1;
}

function nameOf({ names }: Held): string {
  return `${names.app}\n${names.entitlement}`;
}
