import type { App } from '../../../domain/catalog/app.ts';
import { isId } from '../../../domain/ids.ts';
import type { Person } from '../../../domain/people/person.ts';
import type { Modal } from '../../blocks/surfaces.ts';
import { named, thingOption } from '../../views/asking/badge.ts';
import { type What, whatView } from '../../views/asking/what.view.ts';
import { sayRefusal } from '../say-refusal.ts';
import type { Talk } from '../talk.ts';
import type { Drafted } from './draft.ts';
import { appsLike, choosable, chosenThings, FULL, personOption, type Scene, sceneOf } from './scene.ts';

interface How {
  /** Of these only, where others are not meant. */
  readonly apps?: readonly App[];
  readonly note?: string;
  readonly refusal?: string;
}

/** The first step, as it is for what was typed so far. */
export async function showWhat(talk: Talk, { draft, typed }: Drafted, how: How = {}): Promise<Modal> {
  const scene = await sceneOf(talk, typed);
  const { problem } = scene.whom;
  const apps = how.apps ?? (await appsLike(talk, scene, ''));
  const app = await chosenApp(talk, typed['app'] ?? '');
  return whatView({
    ...{ draft, note: how.note, people: peopleOf(scene, talk.acting.person) },
    refusal: how.refusal ?? (problem === undefined ? undefined : sayRefusal(problem)),
    apps: {
      ...choosable(apps, ({ id, name }) => named(name, id)),
      chosen: app === undefined ? undefined : named(app.name, app.id),
    },
    things: app === undefined ? undefined : await thingsOf(talk, scene, app, typed),
  });
}

async function chosenApp({ deps: { store } }: Talk, id: string): Promise<App | undefined> {
  const app = isId('app', id) ? await store.catalog.appById(id) : undefined;
  return app?.archived === false ? app : undefined;
}

function peopleOf({ whom: { person, reports, isForAnyone } }: Scene, me: Person): What['people'] {
  if (!isForAnyone && reports.length === 0) return undefined;
  const { options, isMore } = choosable(isForAnyone ? [] : [me, ...reports], personOption);
  return { options, isMore: isMore || isForAnyone, chosen: personOption(person) };
}

async function thingsOf({ seen }: Talk, scene: Scene, app: App, typed: Drafted['typed']): Promise<What['things']> {
  const [found, chosen] = await Promise.all([scene.catalogue.inApp(app.id, '', FULL), chosenThings(scene, typed)]);
  const asOption = (thing: (typeof found)[number]) => thingOption(thing, seen.zone, false);
  const own = chosen.filter((thing) => thing.app.id === app.id);
  return { ...choosable(found, asOption), app: app.id, chosen: own.map(asOption) };
}
