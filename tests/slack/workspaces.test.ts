import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '../../src/domain/people/person.ts';
import { startFront, type Front } from '../../src/demo-slack/front.ts';
import { anOrganisation, aPersonEntry } from '../support/builders.ts';
import { commanded } from '../support/signed-slack.ts';
import { aSlackHouse } from '../support/slack-house.ts';

const people = ['maya', 'lin'].map((name) => aPersonEntry({ email: `${name}@example.com`, name }));

describe('several workspaces', () => {
  let front: Front;
  let house: Awaited<ReturnType<typeof aSlackHouse>>;
  const calls: string[] = [];

  beforeAll(async () => {
    // Two workspaces, each with a token, and a user U1 who is somebody else in each; and one by a token of its own.
    front = await startFront('http://127.0.0.1:9', (method, args, token) => {
      calls.push(`${method} ${token}`);
      const workspace = token.replace('xoxb-', '');
      if (method === 'auth.test')
        return { status: 200, body: { ok: true, team_id: workspace, team: 'By token', user_id: 'UBOT' } };
      const email = workspace === 'T1' ? 'maya@example.com' : 'lin@example.com';
      const user = { id: args.get('user'), team_id: workspace, is_email_confirmed: true, profile: { email } };
      return { status: 200, body: { ok: true, user } };
    });
    house = await aSlackHouse({
      organisation: anOrganisation({ people }),
      slack: { url: front.url, botToken: 'xoxb-THOME' },
      listeners: (app) => {
        app.command('/who', async ({ ack, client, command }) => {
          await client.users.info({ user: command.user_id });
          await ack('known');
        });
      },
    });
    await house.install('T1');
    await house.install('T2');
  });
  afterAll(async () => {
    await house.close();
    await front.stop();
  });

  const callsNow = () => calls.splice(0);

  it('each have their own token, and nobody is known in one for what they are in another', async () => {
    for (const [workspace, name] of [
      ['T1', 'maya'],
      ['T2', 'lin'],
    ] as const) {
      callsNow();
      expect(await house.door.personOf(workspace, 'U1')).toMatchObject({ ok: true, value: { name } });
      expect(callsNow()).toEqual([`users.info xoxb-${workspace}`]);
      const asked = { command: '/who', team_id: workspace, user_id: 'U1', channel_id: 'C1' };
      expect(await (await house.send(commanded(asked))).text()).toBe('known');
      expect(callsNow()).toEqual([`users.info xoxb-${workspace}`]);
    }
    const lin = await house.store.people.byEmail('lin@example.com');
    const whereLinIs = lin === undefined ? undefined : await house.door.whereIs(lin);
    expect(whereLinIs).toEqual({ workspaceId: 'T2', userId: 'U1' });
  });

  it('when one is left, then nobody is anybody there, and the others go on', async () => {
    await house.store.workspaces.end('T1', Date.now(), []);
    expect(await house.door.personOf('T1', 'U1')).toMatchObject({ ok: false });
    expect(await house.door.personOf('T2', 'U1')).toMatchObject({ ok: true });
  });

  it('when one is added, then whoever was in none of the others is looked for in it', async () => {
    const maya = (await house.store.people.byEmail('maya@example.com')) as Person;
    expect(await house.door.whereIs(maya)).toBeUndefined();
    await house.install('T1');
    expect(await house.door.whereIs(maya)).toEqual({ workspaceId: 'T1', userId: 'U1' });
  });

  it('when one was sealed with another secret, then it is as if it were not there', async () => {
    await house.install('T4', { sealedToken: 'of another secret' });
    expect(await house.door.workspaces.clientOf('T4')).toBeUndefined();
  });
});

describe('a workspace whose token is in the environment', () => {
  const LIN = {
    ...{ id: 'ULIN', team_id: 'THOME', is_email_confirmed: true, profile: { email: 'lin@example.com' } },
  };

  it('when Slack does not take the token, then it is nowhere, and people are told in other ways, until it does', async () => {
    let body: object = { ok: false, error: 'invalid_auth' };
    const front = await startFront('http://127.0.0.1:9', () => ({ status: 200, body }));
    const slack = { url: front.url, botToken: 'xoxb-OLD' };
    const house = await aSlackHouse({ organisation: anOrganisation(), slack });
    expect(await house.door.workspaces.live()).toEqual([]);
    expect(house.reported).toEqual([expect.stringContaining('invalid_auth')]);
    body = { ok: true, team_id: 'THOME', team: 'By token', user_id: 'UBOT' };
    expect(await house.door.workspaces.live()).toMatchObject([{ id: 'THOME' }]);
    await house.close();
    await front.stop();
  });

  it('is known from its first use, though Slack was away before, and written down once', async () => {
    let isAway = true;
    const front = await startFront('http://127.0.0.1:9', () =>
      isAway
        ? { status: 503 }
        : { status: 200, body: { ok: true, team_id: 'THOME', team: 'By token', user_id: 'UBOT', user: LIN } },
    );
    const slack = { url: front.url, botToken: 'xoxb-THOME' };
    const house = await aSlackHouse({ organisation: anOrganisation({ people }), slack });
    // Nobody is elsewhere because nobody says where they are: what they are to be told waits.
    const lin = (await house.store.people.byEmail('lin@example.com')) as Person;
    await expect(house.door.workspaces.live()).rejects.toThrow('503');
    await expect(house.door.whereIs(lin)).rejects.toThrow('503');
    isAway = false;
    expect(await house.door.whereIs(lin)).toEqual({ workspaceId: 'THOME', userId: 'ULIN' });
    for (const _ of ['once', 'again'])
      expect(await house.door.workspaces.live()).toMatchObject([{ id: 'THOME', name: 'By token', botUserId: 'UBOT' }]);
    expect(await house.door.workspaces.inside('THOME')).toMatchObject({ token: 'xoxb-THOME' });
    const facts = (await house.store.audit.rowsAfter(0, 100)).filter(({ fact }) => fact === 'workspace.installed');
    expect(facts).toHaveLength(1);
    await house.store.workspaces.end('THOME', Date.now(), []);
    expect(await house.door.workspaces.inside('THOME')).toBeUndefined();
    await house.close();
    await front.stop();
  });
});
