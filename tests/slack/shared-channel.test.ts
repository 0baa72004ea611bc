import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Front, startFront } from '../../src/demo-slack/front.ts';
import { type Listening, listen } from '../../src/http/listen.ts';
import { ACTION_IDS } from '../../src/slack/cards/action-ids.ts';
import { registerListeners } from '../../src/slack/listeners/register.ts';
import { FIELDS } from '../../src/slack/views/asking/names.ts';
import { anOrganisation, aPersonEntry } from '../support/builders.ts';
import { anEvent, pressed, signed } from '../support/signed-slack.ts';
import { aSlackHouse } from '../support/slack-house.ts';

const people = ['Maya', 'Lin'].map((name) => aPersonEntry({ email: `${name.toLowerCase()}@example.com`, name }));

/** T1 and T2 are ours, and share a channel. U1 is Maya in T1 and Lin in T2; T3 is not ours. */
describe('a channel that workspaces share', () => {
  let front: Front;
  let house: Awaited<ReturnType<typeof aSlackHouse>>;
  let ears: Listening;
  const calls: { readonly call: string; readonly shown: string }[] = [];
  const answered: string[] = [];

  beforeAll(async () => {
    front = await startFront('http://127.0.0.1:9', (method, args, token) => {
      calls.push({ call: `${method} ${token}`, shown: args.get('view') ?? '' });
      const team_id = token.replace('xoxb-', '');
      const profile = { email: team_id === 'T1' ? 'maya@example.com' : 'lin@example.com' };
      const user = { id: args.get('user'), team_id, is_email_confirmed: true, profile };
      return { status: 200, body: { ok: true, user, view: { id: 'V1' } } };
    });
    ears = await listen(
      async (request) => {
        answered.push(await request.text());
        return new Response('ok');
      },
      { host: '127.0.0.1', port: 0 },
    );
    house = await aSlackHouse({
      ...{ organisation: anOrganisation({ people }), slack: { url: front.url }, listeners: registerListeners },
    });
    for (const id of ['T1', 'T2']) await house.install(id);
  });
  afterAll(async () => {
    await house.close();
    await ears.drain();
    await front.stop();
  });
  beforeEach(() => {
    calls.length = 0;
    answered.length = 0;
  });

  /** By somebody of one workspace, about what the Leasehold of another has said. */
  const by = (team_id: string, at = 'T1') => ({
    user: { id: 'U1', team_id },
    team: { id: at },
    trigger_id: 'a trigger',
  });
  async function press(action: object, sender: object, more: object = {}): Promise<string[]> {
    const actions = [{ type: 'button', action_ts: `${Date.now()}.1`, ...action }];
    const response_url = `http://127.0.0.1:${ears.port}/answers`;
    await house.send(pressed({ type: 'block_actions', response_url, actions, ...sender, ...more }));
    await house.door.stop();
    return calls.map(({ call }) => call).filter((call) => !call.startsWith('users.info'));
  }
  const onHome = { action_id: ACTION_IDS.page, value: '1' };

  it('when somebody of another one presses something, then they are who they are there, and it is their Home that shows it', async () => {
    expect(await press(onHome, by('T2'))).toEqual(['views.publish xoxb-T2']);
    expect(calls.at(-1)?.shown).toMatch(/\*Lin\*/);
    expect(calls.map(({ call }) => call)).not.toContain('users.info xoxb-T1');
    calls.length = 0;
    expect(await press(onHome, by('T1'))).toEqual(['views.publish xoxb-T1']);
    expect(calls.at(-1)?.shown).toMatch(/\*Maya\*/);
  });

  it('when they are given a form, then it is opened, and changed, where they asked for it', async () => {
    expect(await press({ action_id: ACTION_IDS.ask, value: 'x' }, by('T2'))).toEqual(['views.open xoxb-T1']);
    calls.length = 0;
    // As Slack tells of what is pressed in it: of theirs, with whose form it is.
    const view = { id: 'V1', type: 'modal', callback_id: 'ask.what', app_installed_team_id: 'T1' };
    expect(await press({ action_id: 'nothing', value: 'x' }, by('T2', 'T2'), { view })).toEqual([
      'views.update xoxb-T1',
    ]);
  });

  it('when they search, then for themselves', async () => {
    const sought = { type: 'block_suggestion', ...by('T2'), action_id: FIELDS.whom, value: '' };
    const found = await (await house.send(pressed(sought))).text();
    expect(found).toContain('Lin');
    expect(found).not.toContain('Maya');
  });

  it('when they open Home, then it is that of the one for which it is told', async () => {
    const event = { ...anEvent('T2', { type: 'app_home_opened', user: 'U1', tab: 'home' }), team_id: 'T1' };
    await house.send(signed(JSON.stringify(event)));
    await house.door.stop();
    expect(calls.at(-1)).toMatchObject({ call: 'views.publish xoxb-T2', shown: expect.stringContaining('*Lin*') });
  });

  it('when theirs is none of ours, then they are told so, and nobody is taken for them', async () => {
    expect(await press(onHome, by('T3'))).toEqual([]);
    expect(calls).toEqual([]);
    expect(answered.join()).toContain('Leasehold is not installed in this workspace');
    const sought = { type: 'block_suggestion', ...by('T3'), action_id: FIELDS.whom, value: '' };
    expect(await (await house.send(pressed(sought))).json()).toEqual({ options: [] });
  });
});
