import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SECOND } from '../../src/domain/time.ts';

interface Workspace {
  readonly id: string;
  /** Addresses of its people. */
  readonly people: readonly string[];
}

export interface StandingMessage {
  readonly workspaceId: string;
  readonly channel: string;
  readonly ts: string;
  readonly key: string;
  readonly under: string | undefined;
  text: string;
}

type Args = URLSearchParams;

/**
 * As much of Slack's Web API as telling needs, for thousands of calls: it keeps every message, and after so many calls of
 * one method in a workspace it takes no more of them for a second. To be known by its token, a workspace has its id there.
 */
export async function aBusySlack(workspaces: readonly Workspace[]) {
  const messages: StandingMessage[] = [];
  const doors = createDoors();
  const server = createServer((request, response) => {
    const answer = async () => {
      const method = request.url?.replace('/api/', '') ?? '';
      const workspace = workspaces.find(({ id }) => request.headers.authorization?.endsWith(`xoxb-${id}`));
      const args = new URLSearchParams(await text(request));
      if (workspace === undefined) return say({ ok: false, error: 'invalid_auth' });
      const door = `${workspace.id} ${method} ${method === 'chat.postMessage' ? args.get('channel') : ''}`;
      if (doors.isShut(workspace.id, door))
        return say({ ok: false, error: 'ratelimited' }, { 'retry-after': '1' }, 429);
      return say(METHODS[method]?.({ args, workspace, messages }) ?? { ok: false, error: 'unknown_method' });
    };
    const say = (body: object, headers = {}, status = 200) =>
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    void answer();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ messages, letThrough: doors.letThrough, refused: doors.refused },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function createDoors() {
  const limits = new Map<string, number>();
  const doors = new Map<string, { through: number; opensAt: number }>();
  let refused = 0;
  return {
    /** Of this workspace's calls, before it needs a pause. */
    letThrough: (workspaceId: string, most: number) => void limits.set(workspaceId, most),
    refused: () => refused,
    isShut(workspaceId: string, name: string): boolean {
      const door = doors.get(name) ?? { through: 0, opensAt: 0 };
      doors.set(name, door);
      if (++door.through > (limits.get(workspaceId) ?? Infinity))
        Object.assign(door, { through: 0, opensAt: Date.now() + SECOND });
      const isShut = Date.now() < door.opensAt;
      if (isShut) refused++;
      return isShut;
    },
  };
}

interface Asked {
  readonly args: Args;
  readonly workspace: Workspace;
  readonly messages: StandingMessage[];
}

const METHODS: { readonly [method: string]: (asked: Asked) => object } = {
  'users.lookupByEmail': ({ args, workspace: { id, people } }) => {
    const email = args.get('email') ?? '';
    if (!people.includes(email)) return { ok: false, error: 'users_not_found' };
    return { ok: true, user: { id: `U${email}`, team_id: id, is_email_confirmed: true, profile: { email } } };
  },
  'conversations.open': ({ args }) => ({ ok: true, channel: { id: `D${args.get('users')}` } }),
  'chat.postMessage': ({ args, workspace, messages }) => {
    const [channel, ts] = [args.get('channel') ?? '', `${messages.length + 1}.000001`];
    const { event_payload } = JSON.parse(args.get('metadata') ?? '') as { event_payload: { key: string } };
    const under = args.get('thread_ts') ?? undefined;
    messages.push({
      workspaceId: workspace.id,
      channel,
      ts,
      under,
      key: event_payload.key,
      text: args.get('text') ?? '',
    });
    return { ok: true, channel, ts };
  },
  'chat.update': ({ args, messages }) => {
    const message = messages.find(({ ts, channel }) => ts === args.get('ts') && channel === args.get('channel'));
    if (message === undefined) return { ok: false, error: 'message_not_found' };
    message.text = args.get('text') ?? '';
    return { ok: true };
  },
};
