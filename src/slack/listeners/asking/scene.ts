import type { App } from '../../../domain/catalog/app.ts';
import { isId } from '../../../domain/ids.ts';
import type { Person } from '../../../domain/people/person.ts';
import { type Catalogue, catalogueFor, type Requestable } from '../../../use-cases/access/find-requestable.ts';
import { type ForWhom, forWhom } from '../../../use-cases/access/for-whom.ts';
import { PUBLISHED } from '../../limits/published.ts';
import { named } from '../../views/asking/badge.ts';
import type { AppThings } from '../../views/asking/how.view.ts';
import { MOST_THINGS } from '../../views/asking/things-field.ts';
import type { Choosable } from '../../views/asking/what.view.ts';
import { type Typed, wordsIn } from '../../views/typed.ts';
import type { Talk } from '../talk.ts';

/** For whom something is asked, and all that can be. */
export interface Scene {
  readonly whom: ForWhom;
  readonly catalogue: Catalogue;
}

export async function sceneOf({ deps, acting: { person } }: Talk, typed: Typed): Promise<Scene> {
  const whom = await forWhom(deps.store, person, typed['for']);
  return { whom, catalogue: await catalogueFor(deps, person, whom.person) };
}

/** As many as a menu holds, or else none of them and that there are more. */
export function choosable<Thing>(
  found: readonly Thing[],
  optionOf: (thing: Thing) => Choosable['options'][number],
): Choosable {
  const isMore = found.length > PUBLISHED.options;
  return { options: isMore ? [] : found.map(optionOf), isMore };
}

export const FULL = PUBLISHED.options + 1;

/** Of the apps that are called like that, those of which something can be asked for. */
export async function appsLike(
  { deps: { store } }: Talk,
  { catalogue }: Scene,
  search: string,
): Promise<readonly App[]> {
  return catalogue.offering(await store.catalog.appPage({ search, limit: FULL }));
}

/** What is chosen, as far as it is there to be asked for. */
export function chosenThings({ catalogue }: Scene, typed: Typed): Promise<readonly Requestable[]> {
  const ids = wordsIn(typed, 'things').filter((word) => isId('entitlement', word));
  return catalogue.byId(ids.slice(0, MOST_THINGS));
}

export function byApp(things: readonly Requestable[]): readonly AppThings[] {
  const groups = Map.groupBy(things, ({ app }) => app.id);
  return [...groups.values()].flatMap((all) => (all[0] === undefined ? [] : [{ app: all[0].app, things: all }]));
}

export function personOption({ id, name, title }: Person) {
  return title === '' ? named(name, id) : named(name, id, title);
}

/** A title is its own name; Slack gives back no longer ones. */
export async function titlesLike({ deps }: Talk, search: string, limit: number): Promise<readonly string[]> {
  const titles = await deps.store.people.titles(search, limit);
  return titles.filter(({ length }) => length <= PUBLISHED.optionValue);
}

export function titleOption(title: string) {
  return named(title, title);
}
