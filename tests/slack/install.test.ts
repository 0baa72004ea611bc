import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createEmulator } from 'emulate';
import { startFront, type Answer, type Front } from '../../src/demo-slack/front.ts';
import { SCOPES } from '../../src/slack/manifest/scopes.ts';
import { anOrganisation, aPersonEntry } from '../support/builders.ts';
import { freePort } from '../support/free-port.ts';
import { aBrowser } from '../support/oidc-provider.ts';
import { visitorsOf } from '../support/page-world.ts';
import { aSlackHouse } from '../support/slack-house.ts';

const CLIENT = { id: '1.2', secret: 'the secret of the app' };
const PAGE = '/settings/notifications';
const people = [
  aPersonEntry({ email: 'root@example.com', name: 'root', roles: ['super_admin'] }),
  aPersonEntry({ email: 'adam@example.com', name: 'adam', roles: ['access_admin'] }),
  aPersonEntry({ email: 'maya@example.com', name: 'maya' }),
];

describe('adding Leasehold to Slack', () => {
  let house: Awaited<ReturnType<typeof aSlackHouse>>;
  let slack: { readonly url: string; close(): Promise<void> };
  let front: Front;
  let visitors: ReturnType<typeof visitorsOf<string>>;
  let instead: Answer | undefined;
  const calls: string[] = [];

  beforeAll(async () => {
    const port = await freePort();
    const redirect_uris = [`http://127.0.0.1:${port}${PAGE}/slack/back`];
    slack = await createEmulator({
      ...{ service: 'slack', port: await freePort() },
      seed: {
        slack: {
          ...{ strict_scopes: true, team: { name: 'Tarnfield', domain: 'tarnfield' } },
          channels: [{ name: 'alerts' }, { name: 'secret', is_private: true }],
          oauth_apps: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, name: 'Leasehold', redirect_uris }],
        },
      },
    });
    front = await startFront(slack.url, (method) => {
      calls.push(method);
      return method === 'oauth.v2.access' ? instead : undefined;
    });
    const settings = { url: front.url, client: CLIENT };
    house = await aSlackHouse({ organisation: anOrganisation({ people }), slack: settings, port });
    visitors = visitorsOf(house.api, (name) => house.store.people.byEmail(`${name}@example.com`));
  });
  afterAll(async () => {
    await house.close();
    await front.stop();
    await slack.close();
  });

  async function browserOf(name: string) {
    const browser = aBrowser();
    browser.remember(house.url, await visitors.cookieOf(name));
    return browser;
  }

  /** To Slack's page, and the address to which it sends one back. */
  async function throughSlack(browser: ReturnType<typeof aBrowser>) {
    const to = (await browser.go(`${house.url}${PAGE}/slack/add`, undefined, 'stay')).location ?? '';
    const page = await (await fetch(to.replace(front.url, slack.url))).text();
    const hidden = [...page.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]);
    const form = Object.fromEntries(hidden.slice(0, 6)) as object;
    const body = new URLSearchParams({ ...form });
    const sent = await fetch(`${slack.url}/oauth/v2/authorize/callback`, { method: 'POST', body, redirect: 'manual' });
    return { asked: new URL(to), back: sent.headers.get('location') ?? '' };
  }

  const facts = async (name: string) =>
    (await house.store.audit.rowsAfter(0, 1000)).filter(({ fact }) => fact === name).length;

  it('is offered to super admins alone', async () => {
    expect((await visitors.see('root', PAGE)).text).toContain('Add to Slack');
    for (const other of ['adam', 'maya']) {
      expect((await visitors.see(other, PAGE)).text).not.toContain('Add to Slack');
      expect((await visitors.see(other, `${PAGE}/slack/add`)).status).toBe(403);
    }
  });

  it('when Slack sends them back, then it is there: asked for what it uses, its token sealed, written down', async () => {
    const browser = await browserOf('root');
    const { asked, back } = await throughSlack(browser);
    expect(asked.searchParams.get('scope')?.split(',')).toEqual(SCOPES);
    const page = await browser.go(back);
    expect([page.status, page.text]).toEqual([200, expect.stringContaining('Tarnfield')]);
    const [workspace] = await house.store.workspaces.live();
    expect(workspace).toMatchObject({ name: 'Tarnfield', installedBy: expect.stringMatching(/^per_/) });
    expect(workspace?.sealedToken).not.toContain('xox');
    expect(await house.door.workspaces.inside(workspace?.id ?? '')).toMatchObject({
      token: expect.stringMatching(/^xoxb-/),
    });
    expect(JSON.stringify(await house.store.audit.rowsAfter(0, 1000))).not.toContain('xoxb');
    expect(await facts('workspace.installed')).toBe(1);
  });

  it('when what comes back was begun in another browser, by somebody else, or comes twice, then nothing changes', async () => {
    const [mine, other, adam] = [await browserOf('root'), await browserOf('root'), await browserOf('adam')];
    const { back } = await throughSlack(mine);
    const refusedTo = async (browser: typeof mine, address = back) => (await browser.go(address)).text;
    expect(await refusedTo(other)).toContain('not begun in this browser');
    expect(await refusedTo(adam)).toContain('not begun in this browser');
    const forged = new URL(back);
    forged.searchParams.set('state', 'guessed');
    expect(await refusedTo(mine, forged.href)).toContain('not begun in this browser');
    // And by then it is used up.
    expect(await refusedTo(mine)).toContain('not begun in this browser');
    expect(await facts('workspace.installed')).toBe(1);
  });

  it('when it is called off, or the code is worth nothing, or it is for a whole organisation, then that is said', async () => {
    const answers: string[] = [];
    for (const change of ['called off', 'code', 'organisation']) {
      const browser = await browserOf('root');
      const address = new URL((await throughSlack(browser)).back);
      if (change === 'called off') address.search = `?error=access_denied&state=${address.searchParams.get('state')}`;
      if (change === 'code') address.searchParams.set('code', 'worthless');
      const orgWide = { ok: true, access_token: 'xoxb-org', is_enterprise_install: true, team: null };
      instead = change === 'organisation' ? { status: 200, body: orgWide } : undefined;
      answers.push((await browser.go(address.href)).text);
    }
    instead = undefined;
    expect(answers[0]).toContain('It was called off in Slack');
    expect(answers[1]).toContain('Slack did not add Leasehold (invalid_code)');
    expect(answers[2]).toContain('Leasehold cannot be in yet');
    expect(calls.filter((one) => one === 'auth.revoke')).toHaveLength(1);
    expect(await facts('workspace.installed')).toBe(1);
  });

  it('when channels are chosen, then Slack is asked, and Leasehold goes in', async () => {
    const choose = async (alert: string, review = '') => {
      const workspace = (await house.store.workspaces.live())[0]?.id ?? '';
      return visitors.send('root', `${PAGE}/slack/channels`, { workspace, alert, review }, PAGE);
    };
    expect((await choose('#nowhere')).text).toContain('There is no channel #nowhere');
    expect((await choose('#secret')).text).toMatch(/There is no channel #secret|invite it there/);
    expect((await choose('#alerts', 'general')).status).toBe(303);
    expect(calls.filter((one) => one === 'conversations.join')).toHaveLength(2);
    const { text } = await visitors.see('root', PAGE);
    expect([text.includes('value="#alerts"'), text.includes('value="#general"')]).toEqual([true, true]);
    expect([await choose('#alerts', '#general'), await facts('workspace.channels_set')]).toMatchObject([
      { status: 303 },
      1,
    ]);
    const foreign = { workspace: 'TFOREIGN', alert: '#alerts', review: '' };
    expect((await visitors.send('root', `${PAGE}/slack/channels`, foreign, PAGE)).status).toBe(404);
  });

  it('when it is added again, then with a new token and the channels that were chosen', async () => {
    const [before] = await house.store.workspaces.live();
    const browser = await browserOf('root');
    await browser.go((await throughSlack(browser)).back);
    const [again] = await house.store.workspaces.live();
    expect(again).toMatchObject({ alertChannel: before?.alertChannel, reviewChannel: before?.reviewChannel });
    expect(again?.sealedToken).not.toBe(before?.sealedToken);
  });

  it('when it is removed, then its token is given back and forgotten', async () => {
    const workspace = (await house.store.workspaces.live())[0]?.id ?? '';
    expect((await visitors.send('maya', `${PAGE}/slack/remove`, { workspace }, PAGE)).status).toBe(403);
    expect((await visitors.send('root', `${PAGE}/slack/remove`, { workspace }, PAGE)).status).toBe(303);
    expect(calls.at(-1)).toBe('auth.revoke');
    expect(await house.store.workspaces.byId(workspace)).toMatchObject({ sealedToken: undefined });
    expect([await house.store.workspaces.live(), await facts('workspace.removed')]).toEqual([[], 1]);
    expect((await visitors.send('root', `${PAGE}/slack/remove`, { workspace }, PAGE)).status).toBe(404);
  });
});
