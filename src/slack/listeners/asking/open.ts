import type { App } from '../../../domain/catalog/app.ts';
import { closestTo } from '../../../domain/text/closest.ts';
import { searchable } from '../../../domain/text/searchable.ts';
import { escapeLine } from '../../blocks/escape.ts';
import { PUBLISHED } from '../../limits/published.ts';
import { openView } from '../send.ts';
import type { Talk } from '../talk.ts';
import { newDraft } from './draft.ts';
import { type Scene, sceneOf } from './scene.ts';
import { showWhat } from './show-what.ts';

/** The form; where an app is named, straight to that app. Several that may be meant are to choose from. */
export async function openAsking(talk: Talk, text: string): Promise<void> {
  const wanted = searchable(text);
  const scene = await sceneOf(talk, {});
  const meant = wanted === '' ? [] : await appsMeant(talk, scene, wanted);
  const [app, more] = meant;
  const drafted = newDraft(talk, app === undefined || more !== undefined ? {} : { app: app.id });
  const note = wanted === '' || (app !== undefined && more === undefined) ? undefined : sayMeant(wanted, meant);
  const how = { ...(more === undefined ? {} : { apps: meant }), ...(note === undefined ? {} : { note }) };
  return openView(talk, await showWhat(talk, drafted, how));
}

function sayMeant(wanted: string, meant: readonly App[]): string {
  const name = escapeLine(wanted);
  return meant.length === 0 ? `No app is called "${name}". Choose one.` : `Which one do you mean by "${name}"?`;
}

/** Of all that something can be asked for of; the first of them, where hardly anything was typed. */
async function appsMeant({ deps }: Talk, { catalogue }: Scene, wanted: string): Promise<readonly App[]> {
  const all = (await deps.store.catalog.apps()).filter(({ archived }) => !archived);
  const meant = closestTo(wanted, all, ({ name, slug }) => [name, slug]);
  return catalogue.offering(meant.slice(0, PUBLISHED.options));
}
