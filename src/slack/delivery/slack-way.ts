import { LOUD } from '../../domain/telling/news.ts';
import type { Says } from '../../domain/telling/says.ts';
import type { Clock, Keys } from '../../ports/environment.ts';
import type { Letter, Way } from '../../ports/way.ts';
import type { WhereIs } from '../identity/where-is.ts';
import type { WebClient } from '../web-client.ts';
import type { Workspaces } from '../workspaces.ts';
import { createCall } from './calls.ts';
import { createChannelOf } from './conversations.ts';
import { createOwnOnly } from './own-channels.ts';
import { findByKey, metadataOf } from './find.ts';
import { render } from './render.ts';
import { wayErrorOf } from './way-errors.ts';

export interface SlackWayDeps {
  readonly workspaces: Pick<Workspaces, 'clientOf' | 'live'>;
  readonly whereIs: WhereIs;
  readonly clock: Clock;
  readonly keys: Pick<Keys, 'sha256'>;
  /** Where Leasehold's pages are. */
  readonly publicUrl: string;
}

/** Slack as a way in which people are reached: messages that show the state, and threads in which news come. */
export function createSlackWay({ workspaces, whereIs, clock, keys, publicUrl }: SlackWayDeps): Way {
  const call = createCall(workspaces, clock);
  const channelOf = createChannelOf(call);
  const ownOnly = createOwnOnly(call, clock);
  const said = (says: Says) => bodyOf(says, publicUrl);
  return {
    ...{ name: 'slack', showsState: true },

    async letterboxOf(person) {
      const there = await whereIs(person).catch((error: unknown) => {
        throw wayErrorOf(error, 'users.lookupByEmail');
      });
      return there === undefined ? undefined : { workspaceId: there.workspaceId, address: there.userId };
    },

    sharedLetterboxes: async () =>
      (await workspaces.live()).flatMap(({ id: workspaceId, reviewChannel: address }) =>
        address === undefined ? [] : { workspaceId, address },
      ),

    digestOf: (says) => keys.sha256(JSON.stringify(render(says, publicUrl))),

    async post({ key, to, says, under }) {
      const where = await channelOf(to);
      await ownOnly(where);
      const { workspaceId, channel } = where;
      const body = { channel, ...said(says), ...threadOf(says, under), metadata: metadataOf(key), ...NOTHING_UNFOLDS };
      const posted = await call(where, 'chat.postMessage', (client) => client.chat.postMessage(body as Posted));
      return { workspaceId, channel: posted.channel ?? channel, ts: posted.ts ?? '' };
    },

    async change({ workspaceId, channel, ts }, says) {
      await ownOnly({ workspaceId, channel });
      const body = { channel, ts, ...said(says) };
      await call({ workspaceId }, 'chat.update', (client) => client.chat.update(body as Updated));
    },

    find: async ({ key, to, under }, since) => findByKey(call, { key, where: await channelOf(to), under, since }),
  };
}

type Posted = Parameters<WebClient['chat']['postMessage']>[0];
type Updated = Parameters<WebClient['chat']['update']>[0];

const NOTHING_UNFOLDS = { unfurl_links: false, unfurl_media: false };

/** Slack makes nothing of it that is not marked up already. */
function bodyOf(says: Says, publicUrl: string) {
  const { text, blocks } = render(says, publicUrl);
  return { text, blocks, parse: 'none', link_names: false };
}

function threadOf(says: Says, under: Letter['under']) {
  if (under === undefined) return {};
  const isLoud = says.says === 'news' && LOUD.includes(says.news);
  return { thread_ts: under.ts, ...(isLoud ? { reply_broadcast: true } : {}) };
}
