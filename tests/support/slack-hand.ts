import type { Organisation } from '../../src/domain/organisation/organisation.ts';
import { SIGNING_SECRET, userIdOf } from '../../src/demo-slack/workspace.ts';
import { listen } from '../../src/http/listen.ts';
import { anEvent, commanded, pressed, signed } from './signed-slack.ts';
import { type Filled, type SentForm, stateOf } from './slack-form.ts';
import { aSlackStage, type SlackStage } from './slack-stage.ts';
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

/** A stage with Slack, to which we send ourselves what Slack would; what it is told is seen as it was sent. */
export async function aSlackHand(organisation: Organisation) {
  const calls: Call[] = [];
  const answers: { [method: string]: object } = {};
  const stage = await aSlackStage(organisation, {
    instead: (method, args) => {
      calls.push({ method, args });
      // The triggers are ours: it has never heard of them.
      const body = answers[method] ?? { ok: true, view: { id: 'V1' } };
      delete answers[method];
      return method.startsWith('views.') ? { status: 200, body } : undefined;
    },
  });
  const ears = await anEar();
  return {
    ...{ ...stage, calls, told: ears.told },
    ...senderTo(stage, ears.url),
    /** To the next call of this method of Slack's. */
    answerOnce: (method: `views.${string}`, body: object) => {
      answers[method] = body;
    },
    /** The last view that Slack was told to show, by this method, after the first `from` calls; of Home, to this person. */
    async shown(method: 'views.open' | 'views.update' | 'views.publish', from = 0, to?: string): Promise<SentForm> {
      const user = to === undefined ? null : userIdOf({ email: `${to}@` });
      const found = () =>
        calls.slice(from).findLast((call) => call.method === method && call.args.get('user_id') === user);
      await until(() => Promise.resolve(found() !== undefined));
      return JSON.parse(found()?.args.get('view') ?? '{}') as SentForm;
    },
    /** So many answers after the first `from` of them, each in its words and addresses. */
    async toldNext(from: number, count = 1): Promise<string> {
      await until(() => Promise.resolve(ears.told.length >= from + count));
      return ears.told.slice(from).map(inWords).join('\n');
    },
    close: async () => {
      await ears.close();
      await stage.close();
    },
  };
}

export type SlackHand = Awaited<ReturnType<typeof aSlackHand>>;

function inWords({ text, blocks }: Told): string {
  return [text, ...(JSON.stringify(blocks).match(/http[^"]+/g) ?? [])].join(' ');
}

/** What Slack sends of what people do. `ears`: where it wants answers that only one person sees. */
function senderTo({ url, teamId }: Pick<SlackStage, 'url' | 'teamId'>, ears: string) {
  const how = { secret: SIGNING_SECRET };
  let clicks = 0;

  async function send(init: RequestInit): Promise<Answered> {
    const response = await fetch(`${url}/slack/events`, init);
    const text = await response.text();
    return { status: response.status, body: (/^[{[]/.test(text) ? JSON.parse(text) : { text }) as Answered['body'] };
  }

  const sender = (by: string) => ({
    user: { id: userIdOf({ email: `${by}@` }), team_id: teamId },
    ...{ team: { id: teamId }, trigger_id: `trigger ${++clicks}` },
  });
  const viewOf = (form: SentForm, filled: Filled = {}) => ({
    ...{ id: 'V1', hash: 'H1', ...form, state: stateOf(form, filled) },
  });
  const onMessage = { response_url: ears, channel: { id: 'C1' } };
  return {
    ...{ send, sender, viewOf },
    sent: (payload: object) => send(pressed(payload, how)),
    /** A button or a menu, on a message unless a view is given. */
    press: (by: string, action: object, on: object = onMessage) => {
      const actions = [{ type: 'button', action_ts: `${Date.now()}.${++clicks}`, ...action }];
      return send(pressed({ type: 'block_actions', ...sender(by), ...on, actions }, how));
    },
    submit: (by: string, form: SentForm, filled: Filled = {}) =>
      send(pressed({ type: 'view_submission', ...sender(by), view: viewOf(form, filled) }, how)),
    search: (by: string, action_id: string, value: string, form: SentForm, block_id = action_id) =>
      send(pressed({ type: 'block_suggestion', ...sender(by), action_id, block_id, value, view: viewOf(form) }, how)),
    command: (by: string, text: string) => {
      const { user, trigger_id } = sender(by);
      const ids = { team_id: teamId, user_id: user.id, channel_id: 'C1', trigger_id };
      return send(commanded({ command: '/access', text, response_url: ears, ...ids }, how));
    },
    openHome: (by: string) =>
      send(
        signed(
          JSON.stringify(anEvent(teamId, { type: 'app_home_opened', user: sender(by).user.id, tab: 'home' })),
          how,
        ),
      ),
  };
}

interface Told {
  readonly text?: string;
  readonly blocks?: readonly object[];
}

/** Where answers go that only one person sees. */
async function anEar() {
  const told: Told[] = [];
  const server = await listen(
    async (request) => {
      told.push((await request.json()) as Told);
      return new Response('ok');
    },
    { host: '127.0.0.1', port: 0 },
  );
  return { told, url: `http://127.0.0.1:${server.port}/answers`, close: () => server.drain() };
}
