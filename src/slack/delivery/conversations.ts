import type { Letterbox } from '../../ports/way.ts';
import type { Call } from './calls.ts';

const MOST = 10_000;

export interface InSlack {
  readonly workspaceId: string;
  readonly channel: string;
}

/** The channel that a letterbox is: of a person, the direct messages with them. Slack lets few of these be asked for. */
export function createChannelOf(call: Call): (box: Letterbox) => Promise<InSlack> {
  const known = new Map<string, string>();
  return async ({ workspaceId = '', address }) => {
    if (!/^[UW]/.test(address)) return { workspaceId, channel: address };
    const key = `${workspaceId} ${address}`;
    const channel = known.get(key) ?? (await open(call, workspaceId, address));
    if (known.size >= MOST) known.clear();
    known.set(key, channel);
    return { workspaceId, channel };
  };
}

async function open(call: Call, workspaceId: string, users: string): Promise<string> {
  const opened = await call({ workspaceId }, 'conversations.open', (client) => client.conversations.open({ users }));
  return opened.channel?.id ?? '';
}
