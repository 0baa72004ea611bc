import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anOrganisation } from '../support/builders.ts';
import { anEvent, commanded, pressed, signed } from '../support/signed-slack.ts';
import { aSlackHouse } from '../support/slack-house.ts';

let house: Awaited<ReturnType<typeof aSlackHouse>>;
const heard: string[] = [];

beforeAll(async () => {
  house = await aSlackHouse({
    organisation: anOrganisation(),
    listeners: (app) => {
      app.event('app_home_opened', async ({ event }) => void heard.push(`home of ${event.user}`));
      app.command('/access', async ({ ack, command }) => ack(`access for ${command.user_id}`));
      app.action('approve', async ({ ack }) => ack());
      app.options('entitlement', async ({ ack, options }) =>
        ack({ options: [{ text: { type: 'plain_text', text: options.value }, value: 'v' }] }),
      );
      app.view('ask', async ({ ack }) => ack({ response_action: 'errors', errors: { why: 'say why' } }));
    },
  });
  await house.install('T1');
});
afterAll(() => house.close());

const status = async (init: RequestInit) => (await house.send(init)).status;
const opened = (user: string, id?: string) => JSON.stringify(anEvent('T1', { type: 'app_home_opened', user }, id));
const seconds = (from: number) => String(Math.floor(Date.now() / 1000) + from);

describe('a call that is not signed by Slack', () => {
  const body = opened('UNOBODY');

  it('when the signature is wrong, or for another body, or missing, then nothing is done', async () => {
    const right = signed(body);
    const without = (name: string) => {
      const headers = Object.entries(right.headers ?? {}).filter(([one]) => one !== name);
      return { ...right, headers: Object.fromEntries(headers) };
    };
    expect(await status(signed(body, { secret: 'guessed' }))).toBe(401);
    expect(await status({ ...right, body: opened('USOMEBODY') })).toBe(401);
    expect(await status(without('x-slack-signature'))).toBe(401);
    expect(await status(without('x-slack-request-timestamp'))).toBe(401);
    expect(await status(signed(body, { headers: { 'x-slack-signature': 'v0=' } }))).toBe(401);
    expect(await status({ method: 'POST', body })).toBe(401);
  });

  it('when it is late, kept for later, or says no time, then nothing is done, though it is signed', async () => {
    for (const timestamp of [seconds(-302), seconds(302), seconds(86_400), '', 'NaN', '1e9', '-1', `${seconds(0)}.5`])
      expect([timestamp, await status(signed(body, { timestamp }))]).toEqual([timestamp, 401]);
    expect(await status(signed(body, { timestamp: ` 0x${Number(seconds(0)).toString(16)}` }))).toBe(401);
  });

  it('when it is a little old or early, then it is heard', async () => {
    expect(await status(signed(opened('UOLD'), { timestamp: seconds(-290) }))).toBe(200);
    expect(await status(signed(opened('UEARLY'), { timestamp: seconds(290) }))).toBe(200);
    // And nothing of what came before.
    expect(heard.splice(0)).toEqual(['home of UOLD', 'home of UEARLY']);
  });
});

describe('what Slack does not send', () => {
  it('when it is signed and garbage, then it is refused', async () => {
    for (const body of ['', '{', 'null', '[]', '"text"', '1']) expect(await status(signed(body))).toBe(400);
    expect(await status(signed('payload=%7B', { type: 'application/x-www-form-urlencoded' }))).toBe(400);
    expect(await status(signed('<a/>', { type: 'text/xml' }))).toBe(400);
    expect(await status(pressed([1]))).toBe(400);
  });

  it('when it has no workspace, or fields of other kinds, then nothing breaks', async () => {
    const odd = [{}, { team_id: 7 }, { type: 'event_callback' }, { team: null, user: null, type: 'block_actions' }];
    for (const one of odd) expect(await status(signed(JSON.stringify(one)))).toBe(200);
    for (const one of [{ type: 'view_submission', view: {} }, { type: 'block_actions' }, { type: 'event_callback' }])
      expect([200, 404, 500]).toContain(await status(pressed({ team: { id: 'T1' }, ...one })));
  });
});

describe('how Slack tries an address', () => {
  it('answers its challenge, and its checks of the certificate', async () => {
    const asked = await house.send(signed(JSON.stringify({ type: 'url_verification', challenge: 'c-42', token: 't' })));
    expect([asked.status, await asked.json()]).toEqual([200, { challenge: 'c-42' }]);
    expect((await fetch(`${house.url}/slack/events?ssl_check=1`)).status).toBe(200);
    expect(await status(commanded({ ssl_check: '1', token: 't' }))).toBe(200);
  });

  it('when the challenge is not signed, then it is not answered', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'c-42' });
    expect(await status(signed(body, { secret: 'guessed' }))).toBe(401);
  });
});

describe('an event', () => {
  it('when Slack tells it again, at once and by several servers, then it has one effect', async () => {
    const body = opened('UTWICE', 'EvAgain');
    const again = { headers: { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' } };
    const answers = await Promise.all([status(signed(body)), status(signed(body, again)), status(signed(body, again))]);
    expect([...answers, await status(signed(body, again))]).toEqual([200, 200, 200, 200]);
    expect(heard).toEqual(['home of UTWICE']);
  });
});

describe('what people press', () => {
  const about = { team: { id: 'T1' }, user: { id: 'U1', team_id: 'T1' } };

  it('reaches who listens: a button, a command, a search in a menu, a form', async () => {
    const action = { type: 'button', action_id: 'approve', block_id: 'b', value: 'v' };
    expect(await status(pressed({ type: 'block_actions', ...about, actions: [action] }))).toBe(200);
    const command = await house.send(commanded({ command: '/access', team_id: 'T1', user_id: 'U1', channel_id: 'C1' }));
    expect(await command.text()).toBe('access for U1');
    const search = { type: 'block_suggestion', action_id: 'entitlement', block_id: 'b', value: 'prod' };
    expect(await (await house.send(pressed({ ...search, ...about }))).json()).toMatchObject({
      options: [{ text: { text: 'prod' } }],
    });
    const form = { type: 'view_submission', ...about, view: { id: 'V1', callback_id: 'ask', type: 'modal' } };
    expect(await (await house.send(pressed(form))).json()).toEqual({
      response_action: 'errors',
      errors: { why: 'say why' },
    });
  });

  it('when nobody listens to it, then Slack is told so, and says it to whoever pressed', async () => {
    const action = { type: 'button', action_id: 'unheard of', block_id: 'b', value: 'v' };
    expect(await status(pressed({ type: 'block_actions', ...about, actions: [action] }))).toBe(404);
  });
});

// Last: the server hangs up on whoever sends that much.
describe('too much', () => {
  it('when it is huge, then it is refused before it is read', async () => {
    expect(await status(signed(JSON.stringify({ pad: 'x'.repeat(1_100_000) })))).toBe(413);
  });
});
