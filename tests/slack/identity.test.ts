import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer } from '../../src/demo-slack/front.ts';
import { whyNoStandIn } from '../../src/demo-slack/program.ts';
import { startStandIn, type StandIn } from '../../src/demo-slack/stand-in.ts';
import { BOT_TOKEN, TEAM_ID } from '../../src/demo-slack/workspace.ts';
import type { AuditFact } from '../../src/domain/audit/fact.ts';
import type { Person } from '../../src/domain/people/person.ts';
import { HOUR } from '../../src/domain/time.ts';
import { anOrganisation, aPersonEntry } from '../support/builders.ts';
import { aSlackHouse } from '../support/slack-house.ts';
import { describeUnless } from '../support/skip.ts';
import { until } from '../support/stories.ts';

const names = ['maya', 'ada', 'lin', 'leaver', 'absent', 'guest', 'noor', 'sam'] as const;
type Name = (typeof names)[number];

describeUnless(whyNoStandIn(), 'who a user of Slack is', () => {
  let standIn: StandIn;
  let house: Awaited<ReturnType<typeof aSlackHouse>>;
  /** What Slack says of a user instead of what the stand-in says. */
  const odd = new Map<string, Answer>();
  const asked: string[] = [];
  let offset = 0;

  beforeAll(async () => {
    const people = names.map((name) => aPersonEntry({ email: `${name}@example.com`, name }));
    const users = people.filter(({ name }) => name !== 'absent').concat(aPersonEntry({ email: 'who@else.example' }));
    standIn = await startStandIn(
      { users, channels: ['general'] },
      {
        instead: (method, args) => {
          asked.push(`${method} ${args.get('user') ?? args.get('email')}`);
          return odd.get(args.get('user') ?? '') ?? odd.get(args.get('email') ?? '');
        },
      },
    );
    const known = people.map((one) => (one.name === 'lin' ? { ...one, slackUserId: 'UWHO' } : one));
    const slack = { url: standIn.url, botToken: BOT_TOKEN };
    const clock = { now: () => Date.now() + offset };
    house = await aSlackHouse({ organisation: anOrganisation({ people: known }), slack, clock });
  });
  afterAll(async () => {
    await house.close();
    await standIn.stop();
  });

  const person = async (name: Name) => (await house.store.people.byEmail(`${name}@example.com`)) as Person;
  const whoIs = async (userId: string, team = TEAM_ID) => {
    const found = await house.door.personOf(team, userId);
    return found.ok ? found.value.name : found.problem.detail;
  };
  const bindings = async (): Promise<readonly AuditFact[]> =>
    (await house.store.audit.rowsAfter(0, 1000))
      .filter(({ fact }) => fact === 'identity.bound')
      .map(({ body }) => JSON.parse(body) as AuditFact);
  const saying = (user: object) => ({ status: 200, body: { ok: true, user } });
  const maya = { id: 'UODD', team_id: TEAM_ID, is_email_confirmed: true, profile: { email: 'maya@example.com' } };

  it('is the one person with the address that the workspace has confirmed, bound once, in the record', async () => {
    expect(await Promise.all([whoIs('UMAYA'), whoIs('UMAYA')])).toEqual(['maya', 'maya']);
    const [bound, ...others] = await bindings();
    expect([bound?.actor, bound?.surface, others]).toEqual([
      { kind: 'person', id: (await person('maya')).id },
      'slack',
      [],
    ]);
    expect(bound?.data).toEqual({ issuer: `https://slack.com/${TEAM_ID}`, subject: 'UMAYA' });
  });

  it('is whom the file of the organisation names, whatever their address there', async () => {
    expect(await whoIs('UWHO')).toBe('lin');
  });

  it('when the workspace has not confirmed the address, or nobody here has it, then they are nobody, and are told', async () => {
    odd.set('UODD', saying({ ...maya, is_email_confirmed: false }));
    expect(await whoIs('UODD')).toMatch(/^Slack has not confirmed an e-mail address of yours/);
    odd.set('UODD', saying({ ...maya, profile: { email: 'nobody@example.com' } }));
    expect(await whoIs('UODD')).toMatch(/^Nobody here has the e-mail address nobody@example.com/);
    odd.set('UODD', saying({ ...maya, profile: {} }));
    expect(await whoIs('UODD')).toMatch(/^Slack has not confirmed/);
    expect(await whoIs('UNOWHERE')).toMatch(/^This workspace does not know you/);
  });

  it('when they do not belong to the workspace, then they are refused in a sentence, and nothing is bound', async () => {
    const before = (await bindings()).length;
    const because: readonly (readonly [object, RegExp])[] = [
      [{ is_restricted: true }, /^Guests of this workspace/],
      [{ is_restricted: true, is_ultra_restricted: true }, /^Guests of this workspace/],
      [{ is_bot: true }, /^Only people use Leasehold/],
      [{ deleted: true }, /^This Slack account was deactivated/],
      [{ is_stranger: true }, /^You belong to another workspace/],
      [{ team_id: 'TOTHER' }, /^You belong to another workspace/],
      [{ team_id: undefined }, /^You belong to another workspace/],
    ];
    for (const [what, sentence] of because) {
      odd.set('UODD', saying({ ...maya, ...what }));
      expect(await whoIs('UODD')).toMatch(sentence);
    }
    expect((await bindings()).length).toBe(before);
  });

  it('when they were known before and have become a guest, then they are refused as well', async () => {
    await house.store.sessions.bind(
      { issuer: `https://slack.com/${TEAM_ID}`, subject: 'UGUEST' },
      (await person('guest')).id,
      Date.now(),
      [],
    );
    odd.set('UGUEST', saying({ ...maya, id: 'UGUEST', is_restricted: true }));
    expect(await whoIs('UGUEST')).toMatch(/^Guests/);
  });

  it('when they have left, then they are nobody', async () => {
    expect(await whoIs('ULEAVER')).toBe('leaver');
    await house.store.people.offboard((await person('leaver')).id, []);
    expect(await whoIs('ULEAVER')).toMatch(/^You have left/);
    expect(await house.door.whereIs(await person('leaver'))).toBeUndefined();
  });

  it('when Slack does not say, then nothing is done, and trying again helps', async () => {
    odd.set('UADA', { status: 500 });
    expect(await whoIs('UADA')).toMatch(/^Slack did not say who you are/);
    odd.delete('UADA');
    expect(await whoIs('UADA')).toBe('ada');
  });

  it('when the workspace is not one of ours, then nobody is anybody', async () => {
    expect(await whoIs('UMAYA', 'TFOREIGN')).toMatch(/^Leasehold is not installed in this workspace/);
  });

  describe('where a person is reached', () => {
    it('is where they are known; that they still belong there is asked once an hour', async () => {
      asked.length = 0;
      for (const _ of [1, 2])
        expect(await house.door.whereIs(await person('maya'))).toEqual({ workspaceId: TEAM_ID, userId: 'UMAYA' });
      expect(asked).toEqual(['users.info UMAYA']);
    });

    it.each<[string, object]>([
      ['guest', { is_restricted: true }],
      ['user who was deactivated', { deleted: true }],
    ])('when they are a %s by now, then nowhere, as soon as Slack says so', async (_, now) => {
      const ada = await person('ada');
      const there = { workspaceId: TEAM_ID, userId: 'UADA' };
      expect(await house.door.whereIs(ada)).toEqual(there);
      for (const key of ['UADA', 'ada@example.com'])
        odd.set(key, saying({ ...maya, id: 'UADA', profile: { email: 'ada@example.com' }, ...now }));
      offset += HOUR;
      expect(await house.door.whereIs(ada)).toBeUndefined();
      for (const key of ['UADA', 'ada@example.com']) odd.delete(key);
      expect(await house.door.whereIs(ada)).toBeUndefined();
      offset += HOUR;
      expect(await house.door.whereIs(ada)).toEqual(there);
    });

    it('when Slack does not say whether they are, then where they were', async () => {
      offset += HOUR;
      odd.set('UADA', { status: 500 });
      expect(await house.door.whereIs(await person('ada'))).toMatchObject({ userId: 'UADA' });
      odd.delete('UADA');
    });

    it('when they were never heard of, then Slack is asked by their address: once, if they are not there', async () => {
      asked.length = 0;
      for (const _ of [1, 2]) expect(await house.door.whereIs(await person('absent'))).toBeUndefined();
      expect(asked).toEqual(['users.lookupByEmail absent@example.com']);
    });

    it('when Slack has had too many questions, then it is asked again when it said to, and not before', async () => {
      asked.length = 0;
      odd.set('', { status: 429, headers: { 'retry-after': '1' }, body: { ok: false, error: 'ratelimited' } });
      const [noor, sam] = [await person('noor'), await person('sam')];
      for (const one of [noor, sam, noor]) await expect(house.door.whereIs(one)).rejects.toThrow('rate-limit');
      expect(asked).toHaveLength(1);
      odd.delete('');
      await until(async () => (await house.door.whereIs(sam).catch(() => undefined))?.userId === 'USAM');
      expect(await house.door.whereIs(noor)).toMatchObject({ userId: 'UNOOR' });
    });
  });
});
