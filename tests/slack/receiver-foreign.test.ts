import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aMessage } from './messages.ts';
import { anOrganisation } from '../support/builders.ts';
import { anEvent, commanded, pressed, signed } from '../support/signed-slack.ts';
import { aSlackHouse } from '../support/slack-house.ts';

let house: Awaited<ReturnType<typeof aSlackHouse>>;
const heard: string[] = [];
const answered: string[] = [];
const hooks = createServer((request, response) => {
  void text(request).then((said) => {
    answered.push(said);
    response.end('ok');
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => hooks.listen(0, '127.0.0.1', resolve));
  house = await aSlackHouse({
    organisation: anOrganisation(),
    listeners: (app) => {
      app.use(async ({ next, context }) => {
        heard.push(context.teamId ?? 'nowhere');
        await next();
      });
      app.view('break', () => Promise.reject(new Error('broken before it was answered')));
      app.action('break', async ({ ack }) => {
        await ack();
        throw new Error('broken on purpose');
      });
    },
  });
});
afterAll(async () => {
  await house.close();
  await new Promise((resolve) => hooks.close(resolve).closeAllConnections());
});

const hook = () => `http://127.0.0.1:${(hooks.address() as AddressInfo).port}/hook`;
const button = (action_id: string) => ({ type: 'button', action_id, block_id: 'b', value: 'v' });
const NOT_HERE = /^Leasehold is not installed in this workspace/;

describe('a workspace that Leasehold is not in', () => {
  it('is told so in a sentence, whatever somebody does there, and nobody listens', async () => {
    const by = { team: { id: 'TFOREIGN' }, user: { id: 'U1', team_id: 'TFOREIGN' } };
    const command = await house.send(commanded({ command: '/access', team_id: 'TFOREIGN', user_id: 'U1' }));
    expect(await command.json()).toMatchObject({ response_type: 'ephemeral', text: expect.stringMatching(NOT_HERE) });
    const form = await house.send(pressed({ type: 'view_submission', ...by, view: { callback_id: 'ask' } }));
    expect(JSON.stringify(await form.json())).toContain('Leasehold is not installed in this workspace');
    const search = await house.send(pressed({ type: 'block_suggestion', ...by, action_id: 'entitlement', value: 'p' }));
    expect(await search.json()).toEqual({ options: [] });
    const press = { type: 'block_actions', ...by, actions: [button('approve')], response_url: hook() };
    expect((await house.send(pressed(press))).status).toBe(200);
    await house.door.stop();
    expect(JSON.parse(answered.pop() ?? '{}')).toMatchObject({ text: expect.stringMatching(NOT_HERE) });
    const event = signed(JSON.stringify(anEvent('TFOREIGN', { type: 'app_home_opened', user: 'U1' })));
    expect((await house.send(event)).status).toBe(200);
    expect(heard).toEqual([]);
  });

  it('is a whole organisation on Slack too: only workspaces are let in', async () => {
    await house.install('T1');
    const asked = { command: '/access', team_id: 'T1', user_id: 'U1', is_enterprise_install: 'true' };
    expect(await (await house.send(commanded(asked))).json()).toMatchObject({ text: expect.stringMatching(NOT_HERE) });
    expect(heard).toEqual([]);
  });
});

describe('what breaks while somebody waits', () => {
  it('is said to them, and written to the log', async () => {
    const by = { team: { id: 'T1' }, user: { id: 'U1', team_id: 'T1' } };
    const press = { type: 'block_actions', ...by, actions: [button('break')], response_url: hook() };
    expect((await house.send(pressed(press))).status).toBe(200);
    await house.door.stop();
    expect(answered.pop()).toMatch(/Something broke on our side/);
    expect(house.reported.join()).toContain('broken on purpose');
  });

  it('is said in the form that they sent, where nothing else was said yet', async () => {
    const by = { team: { id: 'T1' }, user: { id: 'U1', team_id: 'T1' } };
    const form = await house.send(pressed({ type: 'view_submission', ...by, view: { callback_id: 'break' } }));
    expect(JSON.stringify(await form.json())).toContain('Something broke on our side');
  });
});

describe('a workspace that removes Leasehold', () => {
  it('when Slack says so, several times, then its token is forgotten once, and its messages are left alone', async () => {
    await house.install('T2');
    await house.install('T3');
    await aMessage(house.store.messages, { key: 'here', workspaceId: 'T2' });
    await aMessage(house.store.messages, { key: 'there', workspaceId: 'T3' });
    const gone = () => signed(JSON.stringify(anEvent('T2', { type: 'app_uninstalled' })));
    const revoked = signed(JSON.stringify(anEvent('T2', { type: 'tokens_revoked', tokens: { bot: ['UBOT'] } })));
    for (const call of [gone(), revoked, gone()]) expect((await house.send(call)).status).toBe(200);
    await house.door.stop();
    expect(await house.store.workspaces.byId('T2')).toMatchObject({
      sealedToken: undefined,
      endedAt: expect.any(Number),
    });
    expect((await house.door.workspaces.live()).map(({ id }) => id)).toEqual(['T1', 'T3']);
    const facts = (await house.store.audit.rowsAfter(0, 1000)).filter(({ fact }) => fact === 'workspace.removed');
    expect(facts.map(({ subject }) => subject)).toEqual(['workspace:T2']);
    const states = (await house.store.messages.about('request:REQ-1')).map(({ key, state }) => `${key} ${state}`);
    expect(states.toSorted()).toEqual(['here gone', 'there sent']);
  });

  it('when only tokens of people were revoked, then it stays', async () => {
    const revoked = anEvent('T3', { type: 'tokens_revoked', tokens: { oauth: ['U1'] } });
    expect((await house.send(signed(JSON.stringify(revoked)))).status).toBe(200);
    await house.door.stop();
    expect(await house.door.workspaces.inside('T3')).toMatchObject({ token: 'xoxb-T3' });
  });
});
