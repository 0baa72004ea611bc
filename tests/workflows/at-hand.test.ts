import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { RequestId } from '../../src/domain/ids.ts';
import { requestWorkflowId } from '../../src/temporal/workflow-ids.ts';
import { endRequest } from '../../src/use-cases/tell-request.ts';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry } from '../support/builders.ts';
import { peopleOf, valueOf } from '../support/people.ts';
import { describeUnless } from '../support/skip.ts';
import { aStage, type Stage, stateNow, stored, story, until, untilState } from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { expectSound, expectWholeRecord } from './soundness.ts';

const mail = (name: string) => `${name}@example.com`;
const things = ['e1', 'e2', 'e3', 'e4'].map((slug) => anEntitlementEntry({ slug }));
const organisation = anOrganisation({
  people: ['ada', 'maya', 'noor'].map((name) => aPersonEntry({ email: mail(name), name })),
  apps: ['quick', 'slow', 'new'].map((slug) => anAppEntry({ slug, owners: [mail('ada')], entitlements: things })),
});

const LIFE = [
  ...['request.opened', 'request.approved_at_level', 'request.approved', 'request.given'],
  ...['request.end_asked', 'request.ending', 'holding.removed', 'request.ended'],
];

describeUnless(await whyNoTemporal(), 'giving and taking back where the workflow is', () => {
  const stages: Stage[] = [];
  const aStageWith = async (lanes?: { readonly perApp: number; readonly altogether: number }) => {
    const room = lanes && { ...lanes, waiting: 0, patienceMs: 100 };
    const stage = await aStage(organisation, room === undefined ? {} : { room });
    stages.push(stage);
    return { stage, people: peopleOf(stage) };
  };
  let usual: Awaited<ReturnType<typeof aStageWith>>;
  beforeAll(async () => {
    usual = await aStageWith();
  });
  afterAll(async () => {
    for (const stage of stages) await expectWholeRecord(stage);
    for (const { house } of stages) await house.close();
  });

  async function queuesOf(stage: Stage, id: RequestId): Promise<string[]> {
    const { events } = await stage.house.client.workflow.getHandle(requestWorkflowId(id)).fetchHistory();
    const scheduled = (events ?? []).flatMap(({ activityTaskScheduledEventAttributes: one }) => one ?? []);
    const onAccess = scheduled.filter(({ activityType }) => activityType?.name?.includes('Access'));
    return onAccess.map(({ activityType, taskQueue }) => {
      const queue = taskQueue?.name === stage.house.taskQueue ? 'at hand' : 'elsewhere';
      return `${activityType?.name} ${queue}`;
    });
  }

  it('when there is room, then a life is two activities, and whoever clicks finds it where everybody looks', async () => {
    const { stage, people } = usual;
    const submitted = valueOf(await people.ask('maya', 'quick/e1'));
    expect(submitted.delivery).toMatchObject({ delivered: 'applied', answer: { version: 1 } });
    const { id } = submitted;
    expect(await stateNow(stage, id)).toBe('pending_approval');
    const decided = valueOf(await people.decide('ada', id));
    expect(decided).toEqual({ delivered: 'applied', answer: { state: 'approved', version: 2 } });
    expect(await stored(stage, id)).toMatchObject({ decision: 'approved' });
    await untilState(stage, { id }, 'active');
    valueOf(await endRequest(people.deps, people.acting('maya'), id, { clickId: 'end' }));
    expect(await stored(stage, id)).toMatchObject({ endAsked: { why: 'asked' } });
    await expectSound(stage, { ...(await stored(stage, id)) });
    expect(await story(stage, id)).toEqual(LIFE);
    expect(await queuesOf(stage, id)).toEqual(['giveAccess at hand', 'takeAccessBack at hand']);
  });

  it('when there is no room, then what was decided is recorded at once, and the rest is done elsewhere', async () => {
    const { stage, people } = await aStageWith({ perApp: 0, altogether: 0 });
    const id = await people.asked('maya', 'quick/e1');
    expect(valueOf(await people.decide('ada', id))).toMatchObject({ delivered: 'applied', answer: { version: 2 } });
    await untilState(stage, { id }, 'active');
    valueOf(await endRequest(people.deps, people.acting('maya'), id, { clickId: 'end' }));
    await expectSound(stage, await stored(stage, id));
    expect(await story(stage, id)).toEqual(LIFE);
    expect(await queuesOf(stage, id)).toEqual([
      ...['giveAccess at hand', 'giveAccess elsewhere', 'takeAccessBack at hand', 'takeAccessBack elsewhere'],
    ]);
  });

  it('when one app takes its time and all lanes with it, then other apps give meanwhile', async () => {
    const { stage, people } = await aStageWith({ perApp: 1, altogether: 1 });
    await stage.house.store.sandbox.setFaults(stage.app('slow').id, { lagMs: 2500 });
    const slow = await people.asked('maya', 'slow/e1');
    const quick = await people.asked('maya', 'quick/e1');
    valueOf(await people.decide('ada', slow));
    const isAsked = async () => (await stage.house.store.sandbox.calls(stage.app('slow').id)).length > 1;
    await until(isAsked);
    valueOf(await people.decide('ada', quick));
    await untilState(stage, { id: quick }, 'active');
    expect(await stateNow(stage, slow)).toBe('provisioning');
    await untilState(stage, { id: slow }, 'active');
    expect(await queuesOf(stage, slow)).toEqual(['giveAccess at hand']);
  });

  it('when two ask for the same at one moment, then one is opened, and the other is told which', async () => {
    const { stage, people } = usual;
    const answers = await Promise.all([1, 2].map(() => people.ask('maya', 'quick/e2')));
    const ids = answers.flatMap((answer) => (answer.ok ? [answer.value.id] : []));
    const problems = answers.flatMap((answer) => (answer.ok ? [] : [answer.problem]));
    expect(ids).toHaveLength(1);
    expect(problems).toMatchObject([{ code: 'open_request_exists', data: { request: ids[0] } }]);
    expect(await stateNow(stage, ids[0] ?? 'REQ-none')).toBe('pending_approval');
  });

  it('when the app has no account for them and does not answer, then the decision is on record all the same', async () => {
    const { stage, people } = usual;
    await stage.house.store.sandbox.setFaults(stage.app('new').id, { fail: { times: 1, failure: 'retry' } });
    const id = await people.asked('noor', 'new/e1');
    valueOf(await people.decide('ada', id));
    expect(await story(stage, id)).toEqual(LIFE.slice(0, 3));
    expect(await stage.house.store.ledger.accountOf(stage.app('new').id, stage.person('noor').id)).toBeUndefined();
    await untilState(stage, { id }, 'active');
    expect(await queuesOf(stage, id)).toEqual(['giveAccess at hand', 'giveAccess elsewhere']);
  });
});
