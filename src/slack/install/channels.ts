import { type Result, ok, refused } from '../../domain/errors.ts';
import type { SlackChannel, SlackInstaller } from '../../ports/slack-installer.ts';
import { slackError, type WebClient } from '../web-client.ts';
import type { Workspaces } from '../workspaces.ts';

type Channel = NonNullable<Awaited<ReturnType<WebClient['conversations']['info']>>['channel']>;

const KINDS = { types: 'public_channel,private_channel', exclude_archived: true, limit: 1000 } as const;
const MOST_PAGES = 20;
const OFFERED = 500;

/** The channels of our workspaces. */
export function channelsIn({
  clientOf,
}: Pick<Workspaces, 'clientOf'>): Pick<SlackInstaller, 'channelsOf' | 'enter' | 'channelBy'> {
  return {
    channelsOf: async (id) => {
      const client = await clientOf(id);
      const listed = await client?.conversations.list(KINDS).catch(() => undefined);
      return (listed?.channels ?? []).slice(0, OFFERED).map(plainly);
    },
    channelBy: async (id, channel) => {
      const client = await clientOf(id);
      const found = await client?.conversations.info({ channel }).catch(() => undefined);
      return found?.channel === undefined ? undefined : plainly(found.channel);
    },
    enter: async (id, channel) => {
      const client = await clientOf(id);
      if (client === undefined) return refused('not_found', 'Leasehold is not in this workspace any more.');
      return enter(client, channel).catch((error: unknown) =>
        refused('unavailable', `Slack did not say what ${channel} is (${slackError(error) ?? 'no answer'}).`),
      );
    },
  };
}

async function enter(client: WebClient, typed: string): Promise<Result<SlackChannel>> {
  const channel = await find(client, typed.trim().replace(/^#/, ''));
  if (channel?.id === undefined)
    return refused('not_found', `There is no channel ${typed} there that Leasehold can see. Invite it, and try again.`);
  if (channel.is_archived === true) return refused('wrong_state', `#${channel.name} is archived.`);
  if (isSharedOutside(channel))
    return refused('not_allowed', `People of other companies are in #${channel.name}. Choose one of your own.`);
  if (channel.is_member === true) return ok(plainly(channel));
  if (channel.is_private === true)
    return refused('not_allowed', `Leasehold is not in #${channel.name}: invite it there, and try again.`);
  await client.conversations.join({ channel: channel.id });
  return ok(plainly(channel));
}

async function find(client: WebClient, named: string): Promise<Channel | undefined> {
  if (/^[CG][A-Z0-9]{4,}$/.test(named)) return infoOf(client, named);
  for (let page = 0, cursor = ''; page < MOST_PAGES; page++) {
    const listed = await client.conversations.list({ ...KINDS, ...(cursor === '' ? {} : { cursor }) });
    const found = listed.channels?.find(({ name }) => name === named.toLowerCase());
    // What is shared with whom stands in its own description.
    if (found?.id !== undefined) return infoOf(client, found.id);
    cursor = listed.response_metadata?.next_cursor ?? '';
    if (cursor === '') return undefined;
  }
  return undefined;
}

async function infoOf(client: WebClient, channel: string): Promise<Channel | undefined> {
  try {
    return (await client.conversations.info({ channel })).channel;
  } catch (error) {
    if (slackError(error) === 'channel_not_found') return undefined;
    throw error;
  }
}

/** People of other companies are in it, or are about to be. */
export function isSharedOutside(channel: Pick<Channel, 'is_ext_shared' | 'is_pending_ext_shared'>): boolean {
  return channel.is_ext_shared === true || channel.is_pending_ext_shared === true;
}

function plainly(channel: Channel): SlackChannel {
  const { id = '', name = id } = channel;
  return { id, name, isShared: isSharedOutside(channel) };
}
