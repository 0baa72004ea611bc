import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { whyNoStandIn } from '../../src/demo-slack/program.ts';
import { startStandIn, type StandIn } from '../../src/demo-slack/stand-in.ts';
import { BOT_TOKEN, TEAM_ID } from '../../src/demo-slack/workspace.ts';
import { identityIn } from '../../src/http/auth/identity-in.ts';
import type { Proven } from '../../src/ports/sign-in-provider.ts';
import { signInWith } from '../../src/use-cases/sessions/sign-in-with.ts';
import { anOrganisation, aPersonEntry } from '../support/builders.ts';
import { aSlackHouse } from '../support/slack-house.ts';
import { describeUnless } from '../support/skip.ts';

const HOW = { agent: 'a test', roles: {} };
const people = ['maya', 'lin'].map((name) => aPersonEntry({ email: `${name}@example.com`, name }));

/** As Slack's ID tokens say it. */
const claimsOf = (user: string, workspace = TEAM_ID) => ({
  ...{ iss: 'https://slack.com', sub: user, aud: '1.2' },
  ...{ 'https://slack.com/team_id': workspace, 'https://slack.com/user_id': user },
});

describe('who Slack says that somebody is', () => {
  it('is a user of a workspace; without one, and by other providers, they are who these say', () => {
    expect(identityIn(claimsOf('U1', 'T1'))).toEqual({ issuer: 'https://slack.com/T1', subject: 'U1' });
    expect(identityIn({ iss: 'https://slack.com', sub: 'U1' })).toBeUndefined();
    const elsewhere = { ...claimsOf('U1', 'T1'), iss: 'https://login.example.com', sub: 'sub-1' };
    expect(identityIn(elsewhere)).toEqual({ issuer: 'https://login.example.com', subject: 'sub-1' });
  });
});

describeUnless(whyNoStandIn(), 'signing in with Slack', () => {
  let standIn: StandIn;
  let house: Awaited<ReturnType<typeof aSlackHouse>>;
  const asked: string[] = [];

  beforeAll(async () => {
    standIn = await startStandIn(
      { users: people, channels: [] },
      {
        // The workspace has not confirmed any address: whoever is known is known by having signed in.
        instead: (method, args) => {
          asked.push(method);
          const user = { id: args.get('user'), team_id: TEAM_ID, profile: {} };
          return method === 'users.info' ? { status: 200, body: { ok: true, user } } : undefined;
        },
      },
    );
    const known = people.map((one) => (one.name === 'lin' ? { ...one, slackUserId: 'UNAMED' } : one));
    const slack = { url: standIn.url, botToken: BOT_TOKEN };
    house = await aSlackHouse({ organisation: anOrganisation({ people: known }), slack });
  });
  afterAll(async () => {
    await house.close();
    await standIn.stop();
  });

  const provenAs = (user: string, email: string | undefined, workspace?: string): Proven => {
    const identity = identityIn(claimsOf(user, workspace));
    if (identity === undefined) throw new Error('nobody');
    return { identity, email, provenAt: undefined, groups: [] };
  };
  const signIn = async (...who: Parameters<typeof provenAs>) => {
    const started = await signInWith(house.api.deps, provenAs(...who), HOW);
    return started.ok ? 'signed in' : started.problem.detail;
  };

  it('when they sign in on the web, then they are known by it where they press buttons', async () => {
    expect(await house.door.personOf(TEAM_ID, 'UMAYA')).toMatchObject({ ok: false });
    expect(await signIn('UMAYA', 'maya@example.com')).toBe('signed in');
    expect(await house.door.personOf(TEAM_ID, 'UMAYA')).toMatchObject({ value: { name: 'maya' } });
  });

  it('when the file of the organisation names them, then they are that person, whatever their address', async () => {
    expect(await signIn('UNAMED', undefined)).toBe('signed in');
    expect(await house.door.personOf(TEAM_ID, 'UNAMED')).toMatchObject({ value: { name: 'lin' } });
  });

  it('when it is a workspace that Leasehold is not in, then nobody is signed in, whatever it has verified', async () => {
    await house.door.workspaces.live();
    expect(await signIn('UEVIL', 'maya@example.com', 'TEVIL')).toMatch(/^Leasehold is not in this Slack workspace/);
    expect(
      await house.store.sessions.personBoundTo({ issuer: 'https://slack.com/TEVIL', subject: 'UEVIL' }),
    ).toBeUndefined();
  });
});
