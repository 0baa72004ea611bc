import type { App } from '@slack/bolt';
import { isId } from '../../domain/ids.ts';
import { searchable } from '../../domain/text/searchable.ts';
import type { Option } from '../blocks/elements.ts';
import { PUBLISHED } from '../limits/published.ts';
import { FIELDS } from '../views/asking/names.ts';
import { named, thingOption } from '../views/asking/badge.ts';
import { draftedIn } from './asking/draft.ts';
import { appsLike, personOption, sceneOf, titleOption, titlesLike } from './asking/scene.ts';
import type { ListenerDeps } from './deps.ts';
import { type Sought, soughtSchema } from './payload.ts';
import { type Sender, senderOf } from './sender.ts';
import { type Talk, talkWith } from './talk.ts';

/** What is searched for in a menu: an answer of at most a hundred, in time. Whoever is nobody here finds nothing. */
export function onSearch(app: App, deps: ListenerDeps): void {
  app.options(/[^]*/, async ({ ack, body, client, context }) => {
    const read = soughtSchema.safeParse(body);
    if (!read.success) return ack({ options: [] });
    const sender = await senderOf(deps, { body, client, context }, read.data.user);
    const options = await found(deps, sender, read.data);
    await ack({ options: options.slice(0, PUBLISHED.options) as never });
  });
}

async function found(deps: ListenerDeps, sender: Sender, sought: Sought): Promise<readonly Option[]> {
  try {
    const heard = await talkWith(deps, { ...sender, click: '', triggerId: undefined });
    return heard.ok ? await search({ ...heard.value, answer: () => Promise.resolve() }, sought) : [];
  } catch (error) {
    deps.report(error, 'a search in Slack');
    return [];
  }
}

const MOST = PUBLISHED.options;

async function search(talk: Talk, { action_id, block_id, value, view }: Sought): Promise<readonly Option[]> {
  const text = searchable(value ?? '');
  const { people } = talk.deps.store;
  const { typed } = view === undefined ? { typed: {} } : await draftedIn(talk, view);
  switch (action_id) {
    case FIELDS.app:
      return (await appsLike(talk, await sceneOf(talk, typed), text)).map(({ id, name }) => named(name, id));
    case FIELDS.things:
      return thingsLike(talk, typed, (block_id ?? '').slice(FIELDS.things.length + 1), text);
    case FIELDS.whom:
      return whomLike(talk, text);
    case FIELDS.person:
      return (await people.page({ search: text, status: 'active', limit: MOST })).map(personOption);
    case FIELDS.title:
      return (await titlesLike(talk, text, MOST)).map(titleOption);
    default:
      return [];
  }
}

async function thingsLike(talk: Talk, typed: Parameters<typeof sceneOf>[1], app: string, text: string) {
  if (!isId('app', app)) return [];
  const { catalogue } = await sceneOf(talk, typed);
  return (await catalogue.inApp(app, text, MOST)).map((thing) => thingOption(thing, talk.seen.zone, false));
}

/** Only whom they can ask for. */
async function whomLike(talk: Talk, search: string): Promise<readonly Option[]> {
  const { person } = talk.acting;
  const { whom } = await sceneOf(talk, {});
  const reports = whom.isForAnyone ? {} : { managerId: person.id };
  const some = await talk.deps.store.people.page({ search, status: 'active', limit: MOST - 1, ...reports });
  return [person, ...some.filter(({ id }) => id !== person.id)].map(personOption);
}
