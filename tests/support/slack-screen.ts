import { BOT_USER_ID, channelIdOf, userIdOf } from '../../src/demo-slack/workspace.ts';

export interface SeenMessage {
  readonly ts: string;
  readonly channel: string;
  readonly user: string;
  readonly text: string;
  readonly thread_ts?: string;
  readonly subtype?: string;
  /** Of an ephemeral message: who sees it. */
  readonly ephemeral_to?: string;
  readonly blocks?: readonly object[];
}

export interface SeenView {
  readonly id: string;
  readonly callback_id?: string;
  readonly private_metadata?: string;
  readonly hash?: string;
  readonly title?: { readonly text: string };
  readonly blocks: readonly object[];
}

interface Channel {
  readonly id: string;
  readonly is_im: boolean;
  readonly members: readonly string[];
}

interface Snapshot {
  readonly apps: readonly { readonly connected: boolean }[];
  readonly log: readonly { readonly direction: string; readonly kind: string }[];
  readonly channels: readonly Channel[];
  readonly messages: { readonly [channel: string]: readonly SeenMessage[] };
  readonly modalStack: readonly SeenView[];
  readonly homeViews: { readonly [user: string]: { readonly [app: string]: SeenView } };
}

type Pressed = { readonly action_id: string; readonly block_id?: string; readonly [field: string]: unknown };

/** What people see in the stand-in for Slack, and what they do there. People are the first part of their address. */
export function slackScreen(page: string) {
  const user = (name: string) => userIdOf({ email: `${name}@` });
  const post = async (path: string, body: object): Promise<void> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${page}/_control/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(await answer.text());
  };
  const now = () => snapshotOf(page);
  const dmOf = async (name: string) =>
    (await now()).channels.find(
      ({ is_im, members }) => is_im && members.includes(user(name)) && members.includes(BOT_USER_ID),
    )?.id;
  const messagesIn = async (channel: string) => (await now()).messages[channel] ?? [];
  return {
    user,
    command: (by: string, text: string, command = '/access') =>
      post('command', { user: user(by), channel: channelIdOf('general'), command, text }),
    openHome: (by: string) => post('open-home', { user: user(by) }),
    press: (by: string, { channel, ts }: Pick<SeenMessage, 'channel' | 'ts'>, action: Pressed) =>
      post('interact', { user: user(by), channel, messageTs: ts, action: { type: 'button', ...action } }),
    write: (by: string, channel: string, text: string, thread_ts?: string) =>
      post('message', { user: user(by), channel, text, thread_ts }),
    /** The form on top, with these fields: by block and action. */
    submit: (by: string, values: object) => tell(page, { t: 'view_submit', user: user(by), values }),
    dmOf,
    /** With whom Leasehold talks there, in a name by which they can do something here. */
    whoIn: async (channel: string) =>
      (await now()).channels
        .find(({ id }) => id === channel)
        ?.members.find((member) => member !== BOT_USER_ID)
        ?.slice(1),
    /** What Leasehold and this person wrote to each other. */
    messagesTo: async (name: string) => messagesIn((await dmOf(name)) ?? ''),
    messagesIn: (channel: string) => messagesIn(channelIdOf(channel)),
    /** All of them, wherever; what only one sees too. */
    messages: async () => Object.values((await now()).messages).flat(),
    modals: async () => (await now()).modalStack,
    /** By Socket Mode. */
    isConnected: async () => (await now()).apps.some(({ connected }) => connected),
    /** How often Leasehold took what was said to it. */
    answers: async () =>
      (await now()).log.filter(({ direction, kind }) => direction === 'from_bot' && kind !== 'web_api').length,
    home: async (name: string) => Object.values((await now()).homeViews[user(name)] ?? {})[0],
  };
}

function snapshotOf(page: string): Promise<Snapshot> {
  return onSocket(page, (socket, said) => {
    if (said.t !== 'init') return undefined;
    socket.close();
    return said.state as Snapshot;
  });
}

/** It answers nothing: it has taken what stands before the next thing it says. */
function tell(page: string, what: object): Promise<true> {
  return onSocket(page, (socket, said) => {
    if (said.t === 'init') socket.send(JSON.stringify(what));
    if (said.t !== 'log') return undefined;
    socket.close();
    return true;
  });
}

interface Told {
  readonly t: string;
  readonly state?: unknown;
}

type Hear<T> = (socket: WebSocket, said: Told) => T | undefined;

const SILENT_MS = 2000;

/** What the stand-in says first is lost now and then on its way: then another socket is opened, as nothing was said yet. */
async function onSocket<T>(page: string, hear: Hear<T>): Promise<T> {
  for (;;) {
    const heard = await onOneSocket(page, hear);
    if (heard !== 'silence') return heard;
  }
}

function onOneSocket<T>(page: string, hear: Hear<T>): Promise<T | 'silence'> {
  const socket = new WebSocket(`${page.replace(/^http/, 'ws')}/ui`);
  return new Promise<T | 'silence'>((resolve, reject) => {
    const silent = setTimeout(() => {
      resolve('silence');
      socket.close();
    }, SILENT_MS);
    const hungUp = () => {
      clearTimeout(silent);
      reject(new Error('The stand-in for Slack hung up.'));
    };
    socket.addEventListener('error', hungUp);
    socket.addEventListener('close', hungUp);
    socket.addEventListener('message', ({ data }) => {
      clearTimeout(silent);
      const answer = hear(socket, JSON.parse(String(data)) as Told);
      if (answer !== undefined) resolve(answer);
    });
  });
}
