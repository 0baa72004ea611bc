import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { RequestId } from '../../src/domain/ids.ts';
import { DAY } from '../../src/domain/time.ts';
import { offboardingWorkflowId } from '../../src/temporal/workflow-ids.ts';
import { offboardPerson } from '../../src/use-cases/offboard-person.ts';
import { authorFor } from '../../src/use-cases/policy/author.ts';
import { watch } from '../../src/use-cases/watch.ts';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry } from '../support/builders.ts';
import { peopleOf, valueOf } from '../support/people.ts';
import { describeUnless } from '../support/skip.ts';
import { aStage, pass, type Stage, stateNow, story, stored, until, untilState } from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { expectGone, expectWholeRecord } from './soundness.ts';

const base = anOrganisation();
const level = { mode: { kind: 'any' }, fallback: [], requesterPicks: false, distinct: true } as const;
const clocks = { remindAfter: 'PT24H', remindEvery: 'PT24H' } as const;
const named = (...people: string[]) => [
  { kind: 'people', people: people.map((name) => `${name}@example.com`) } as const,
];
const flow = { name: 'Flow', decideBy: 'P7D', giveBy: 'PT72H', selfApproval: false } as const;
const names = ['ada', 'maya', 'noor', 'sam', 'kim', 'eve', 'pat', 'bo', 'cy'];
const things = Array.from({ length: 40 }, (_, at) => anEntitlementEntry({ slug: `e${at}` }));

const organisation = anOrganisation({
  policy: {
    ...base.policy,
    flows: [
      { ...flow, slug: 'one', levels: [{ ...level, ...clocks, approvers: named('pat'), escalation: undefined }] },
      {
        ...{ ...flow, slug: 'both' },
        levels: [{ ...level, ...clocks, mode: { kind: 'all' }, approvers: named('pat', 'bo'), escalation: undefined }],
      },
      {
        ...{ ...flow, slug: 'slow' },
        levels: [{ ...level, ...clocks, approvers: named('cy'), escalation: { after: 'PT4H', to: named('bo') } }],
      },
    ],
    rules: ['one', 'both', 'slow'].map((slug) => ({
      ...{ name: slug, when: { apps: [slug] }, outcome: { kind: 'flow', flow: slug } as const },
    })),
  },
  people: [
    ...names.map((name) => aPersonEntry({ email: `${name}@example.com`, name })),
    aPersonEntry({ email: 'lin@example.com', name: 'lin', roles: ['super_admin'] }),
  ],
  apps: ['own', 'one', 'both', 'slow'].map((slug) =>
    anAppEntry({ slug, owners: ['ada@example.com'], entitlements: things }),
  ),
});

describeUnless(await whyNoTemporal(), 'somebody leaves', () => {
  let stage: Stage;
  let people: ReturnType<typeof peopleOf>;
  beforeAll(async () => {
    stage = await aStage(organisation);
    people = peopleOf(stage);
  });
  afterAll(async () => {
    await expectWholeRecord(stage);
    await stage.house.close();
  });

  async function leaves(name: string): Promise<void> {
    const { id } = stage.person(name);
    valueOf(await offboardPerson(people.deps, authorFor(people.acting('lin')), id));
    await stage.house.client.workflow.getHandle(offboardingWorkflowId(id)).result();
  }

  async function aLease(by: string, path: string): Promise<RequestId> {
    const id = await people.asked(by, path);
    valueOf(await people.decide('ada', id));
    await untilState(stage, { id }, 'active');
    return id;
  }

  const askedNow = async (id: RequestId) => {
    const { levels, names: called } = await stored(stage, id);
    return levels.map(({ approvers }) => approvers.map(({ personId }) => called[personId]));
  };

  it('when they hold many things, then all are proven gone, and what they waited for is cancelled', async () => {
    const held = await Promise.all(Array.from({ length: 25 }, (_, at) => aLease('maya', `own/e${at}`)));
    const waiting = await people.asked('maya', 'one/e1');
    const account = await stage.house.store.ledger.accountOf(stage.app('own').id, stage.person('maya').id);
    await leaves('maya');
    for (const id of held) {
      await untilState(stage, { id }, 'ended');
      await expectGone(stage, await stored(stage, id));
      expect((await stored(stage, id)).endAsked).toMatchObject({ why: 'offboarded' });
    }
    await untilState(stage, { id: waiting }, 'cancelled');
    const [inApp] = await stage.house.store.sandbox.accounts(stage.app('own').id, { after: undefined, limit: 1 });
    expect(inApp).toMatchObject({ externalId: account?.externalId, status: 'suspended' });
    expect(await people.ask('maya', 'own/e30')).toMatchObject({ ok: false, problem: { code: 'not_requestable' } });
  }, 60_000);

  it('when it is an approver, then somebody else is asked, and what they held open goes on', async () => {
    const alone = await people.asked('noor', 'one/e2');
    const both = await people.asked('noor', 'both/e2');
    valueOf(await people.decide('bo', both));
    await leaves('pat');
    await until(async () => (await askedNow(alone))[0]?.[0] === 'lin');
    await until(async () => (await askedNow(both))[0]?.includes('lin') === true);
    expect(await stateNow(stage, both)).toBe('pending_approval');
    expect(await people.decide('bo', both)).toMatchObject({ ok: false, problem: { code: 'already_decided' } });
    for (const id of [alone, both]) {
      expect(await story(stage, id)).toContain('request.deciders_changed');
      valueOf(await people.decide('lin', id));
      await untilState(stage, { id }, 'active');
    }
  });

  it('when they look at the card at that moment, then their click counts for nothing', async () => {
    const id = await people.asked('noor', 'own/e33');
    await leaves('ada');
    expect(await people.decide('ada', id)).toMatchObject({ ok: false, problem: { code: 'not_an_approver' } });
    await until(async () => (await askedNow(id))[0]?.includes('lin') === true);
    valueOf(await people.decide('lin', id));
  });

  it('when they asked for somebody else, then what is not given is cancelled, and what is given stays', async () => {
    const beneficiaryId = stage.person('kim').id;
    const pending = await people.asked('lin', 'slow/e5', { beneficiaryId });
    await stage.house.gateway.personOffboarded([await stored(stage, pending)], stage.person('lin').id);
    await untilState(stage, { id: pending }, 'cancelled');
    expect(await story(stage, pending)).not.toContain('request.given');
  });

  it('when nobody decides for four hours, then the next tier is asked as well, and the first can still act', async () => {
    const id = await people.asked('eve', 'slow/e1');
    await pass(stage, { id }, 5 * 3_600_000);
    expect(await story(stage, id)).toContain('request.escalated');
    expect((await askedNow(id))[0]).toEqual(['cy', 'bo']);
    valueOf(await people.decide('cy', id));
    await untilState(stage, { id }, 'active');
  });

  it('when days pass, then it is escalated once, and people are reminded', async () => {
    const id = await people.asked('eve', 'slow/e2');
    await pass(stage, { id }, 3 * DAY);
    const facts = await story(stage, id);
    expect(facts.filter((fact) => fact === 'request.escalated')).toHaveLength(1);
    expect(facts.filter((fact) => fact === 'request.reminded').length).toBeGreaterThanOrEqual(2);
  });

  it('when what was to follow was lost, then the watchdog goes on with it', async () => {
    const id = await people.asked('sam', 'slow/e6');
    await stage.house.store.people.offboard(stage.person('sam').id, []);
    await watch({ ...stage.house, reconcileHolding: async () => undefined });
    await untilState(stage, { id }, 'cancelled');
    expect(await story(stage, id)).not.toContain('request.given');
  });

  it('when it is no admin who says so, then nothing happens', async () => {
    const refused = await offboardPerson(people.deps, authorFor(people.acting('bo')), stage.person('cy').id);
    expect(refused).toMatchObject({ ok: false, problem: { code: 'not_allowed' } });
    expect((await stage.house.store.people.byId(stage.person('cy').id))?.status).toBe('active');
  });
});
