import type { App } from '@slack/bolt';
import type { ListenerDeps } from './deps.ts';
import { pageIn, publishHome, publishSentence } from './home/publish-home.ts';
import { homeOpenedSchema } from './payload.ts';
import { type Payload, workspaceOf } from '../receiver/payload.ts';
import { sayRefusal } from './say-refusal.ts';
import { talkWith } from './talk.ts';

/** Whoever opens Home sees it as it is now. */
export function onHome(app: App, deps: ListenerDeps): void {
  app.event('app_home_opened', async ({ body, client }) => {
    const read = homeOpenedSchema.safeParse(body);
    if (!read.success || (read.data.event.tab ?? 'home') !== 'home') return;
    const { event } = read.data;
    const workspaceId = workspaceOf(body as unknown as Payload) ?? '';
    const whose = { client, own: client, workspaceId, userId: event.user };
    const heard = await talkWith(deps, { ...whose, click: '', triggerId: undefined });
    if (!heard.ok) return publishSentence(deps, whose, sayRefusal(heard.problem));
    return publishHome(heard.value, { page: pageIn(event.view?.private_metadata) });
  });
}
