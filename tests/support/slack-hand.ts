import type { Organisation } from '../../src/domain/organisation/organisation.ts';
import { SIGNING_SECRET, userIdOf } from '../../src/demo-slack/workspace.ts';
import { type Listening, listen } from '../../src/http/listen.ts';
import { commanded, pressed } from './signed-slack.ts';
import { type Filled, type SentForm, stateOf } from './slack-form.ts';
import { aSlackStage } from './slack-stage.ts';
import { until } from './stories.ts';

interface Call {
  readonly method: string;
  readonly args: URLSearchParams;
}

export interface Answered {
  readonly status: number;
  readonly body: {
    readonly response_action?: string;
    readonly view?: SentForm;
    readonly errors?: { readonly [block: string]: string };
    readonly options?: readonly { readonly value: string; readonly text: { readonly text: string } }[];
  };
}

type On = { readonly view?: object; readonly user?: object; readonly [field: string]: unknown };

/** A stage with Slack, to which we send ourselves what Slack would; what it is told is seen as it was sent. */
export async function aSlackHand(organisation: Organisation) {
  const calls: Call[] = [];
  const told: { text?: string; blocks?: readonly object[] }[] = [];
  const stage = await aSlackStage(organisation, {
    instead: (method, args) => {
      calls.push({ method, args });
      return undefined;
    },
  });
  const ears = await anEar((said) => told.push(said as (typeof told)[number]));
  let clicks = 0;

  async function send(init: RequestInit): Promise<Answered> {
    const response = await fetch(`${stage.url}/slack/events`, init);
    const text = await response.text();
    return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Answered['body'] };
  }

  const how = { secret: SIGNING_SECRET };
  const sender = (by: string) => ({
    user: { id: userIdOf({ email: `${by}@` }), team_id: stage.teamId },
    ...{ team: { id: stage.teamId }, trigger_id: `trigger ${++clicks}` },
  });
  const viewOf = (form: SentForm, filled: Filled = {}) => ({
    ...{ id: 'V1', hash: 'H1', ...form, state: stateOf(form, filled) },
  });
  return {
    ...stage,
    calls,
    /** Ephemeral answers. */
    told,
    send,
    sender,
    /** A button or a menu, on a message unless a view is given. */
    press: (by: string, action: object, on: On = {}) =>
      send(
        pressed(
          {
            ...{ type: 'block_actions', ...sender(by) },
            ...(on.view === undefined ? { response_url: ears.url, channel: { id: 'C1' } } : {}),
            actions: [{ type: 'button', action_ts: `${Date.now()}.${++clicks}`, ...action }],
            ...on,
          },
          how,
        ),
      ),
    submit: (by: string, form: SentForm, filled: Filled = {}, more: object = {}) =>
      send(pressed({ type: 'view_submission', ...sender(by), view: { ...viewOf(form, filled), ...more } }, how)),
    search: (by: string, action_id: string, value: string, form: SentForm, block_id = action_id) =>
      send(pressed({ type: 'block_suggestion', ...sender(by), action_id, block_id, value, view: viewOf(form) }, how)),
    command: (by: string, text: string) => {
      const { user, trigger_id } = sender(by);
      const ids = { team_id: stage.teamId, user_id: user.id, channel_id: 'C1', trigger_id };
      return send(commanded({ command: '/access', text, response_url: ears.url, ...ids }, how));
    },
    viewOf,
    /** The next view that Slack is told to show, by this method. */
    async shown(method: 'views.open' | 'views.update' | 'views.publish', from = 0): Promise<SentForm> {
      const found = () => calls.slice(from).findLast((call) => call.method === method);
      await until(() => Promise.resolve(found() !== undefined));
      return JSON.parse(found()?.args.get('view') ?? '{}') as SentForm;
    },
    /** So many answers after the first `from` of them, each in its words and addresses. */
    async toldNext(from: number, count = 1): Promise<string> {
      await until(() => Promise.resolve(told.length >= from + count));
      return told
        .slice(from)
        .map(({ text, blocks }) => [text, ...(JSON.stringify(blocks).match(/http[^"]+/g) ?? [])].join(' '))
        .join('\n');
    },
    close: async () => {
      await ears.drain();
      await stage.close();
    },
  };
}

export type SlackHand = Awaited<ReturnType<typeof aSlackHand>>;

/** Where answers go that only one person sees. */
async function anEar(hear: (said: unknown) => void): Promise<Listening & { readonly url: string }> {
  const server = await listen(
    async (request) => {
      hear(await request.json());
      return new Response('ok');
    },
    { host: '127.0.0.1', port: 0 },
  );
  return { ...server, url: `http://127.0.0.1:${server.port}/answers` };
}
