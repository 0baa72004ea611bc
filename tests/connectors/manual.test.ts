import { expect, it } from '@jest/globals';
import { TaskRow } from '../../src/db/entities/work.entity.ts';
import type { Actual } from '../../src/domain/ledger/claim.ts';
import { DAY } from '../../src/domain/time.ts';
import { complete } from '../../src/domain/work/close-task.ts';
import { wantedBy } from '../../src/domain/work/task.ts';
import { ifOpen } from '../../src/use-cases/tasks/find-task.ts';
import { NOW } from '../support/builders.ts';
import { onEachDatabase, type OpenStore } from '../support/databases.ts';
import { anEntitlement } from '../support/ledger.ts';
import { anOffice } from '../support/office.ts';
import { type ConformanceTarget, describeConformance } from './conformance.ts';

/** Somebody who does what tasks say, and keeps a list on paper, which is all there is to look into. */
async function conforming(opened: OpenStore): Promise<ConformanceTarget> {
  const { connector, app, person } = await anOffice(opened);
  const paper = new Map<string, Actual>();
  const { work } = opened.store;
  const line = (account: unknown, entitlement: unknown) => `${String(account)} ${String(entitlement)}`;
  return {
    ...{ connector, app },
    newEntitlement: (levels) => Promise.resolve(anEntitlement({ appId: app.id, levels })),
    async untilDone(ref) {
      const task = (await work.openTasks()).find(({ id }) => id === ref);
      if (task === undefined) throw new Error(`nobody was asked for ${ref}`);
      const wanted = wantedBy(task);
      const seen: Actual = wanted?.held === true ? { seen: 'present', level: wanted.level } : { seen: 'absent' };
      paper.set(line(task.accountId, task.entitlementId), seen);
      const origin = { actor: { kind: 'system' }, surface: 'web' } as const;
      const closing = { by: person('ada').id, at: NOW, origin, answer: undefined };
      await work.onTasks(
        task.id,
        ifOpen(task.id, (one) => complete(one, closing)),
      );
    },
    lookInside: {
      account: () => Promise.resolve('missing'),
      holding: ({ account, entitlement }) =>
        Promise.resolve(paper.get(line(account.id, entitlement.id)) ?? { seen: 'absent' }),
    },
    changesMade: () => opened.database.orm.em.fork().count(TaskRow, {}),
  };
}

onEachDatabase('work by hand', (open) => {
  describeConformance('people', async () => conforming(await open()));

  it('when access is given and taken, then each is a task, and whoever did it is the proof', async () => {
    const office = await anOffice(await open());
    const { request, claim, outcome } = await office.give();
    const task = await office.openTask();
    expect(outcome).toMatchObject({ result: 'pending', settled: { pending: { ref: task.id } } });
    expect(task).toMatchObject({
      ...{ kind: 'provision', assigneeId: office.person('ada').id, beneficiaryId: office.person('maya').id },
      ...{
        dueAt: NOW + 2 * DAY,
        instructions: expect.stringMatching(/^Give maya \(acc_\w+\) Deployers as member in Nimbus\.$/),
      },
    });
    expect(await office.complete('ada', task, 'done at the desk')).toMatchObject({
      ok: true,
      value: { state: 'completed' },
    });
    expect(office.told).toEqual([request.id]);
    const proof = { kind: 'attested', by: office.person('ada').id };
    expect(await office.lookAgain()).toMatchObject({ result: 'as_wanted', settled: { proof } });

    expect(await office.release(claim)).toMatchObject({ result: 'pending' });
    const taking = await office.openTask();
    expect(taking).toMatchObject({
      kind: 'deprovision',
      number: 2,
      instructions: expect.stringMatching(/^Take Deployers/),
    });
    await office.complete('lin', taking);
    expect(await office.holding()).toMatchObject({
      ...{ actual: { seen: 'absent' }, proof: { kind: 'attested', by: office.person('lin').id } },
    });
    expect(await office.facts()).toEqual([
      ...['opened by system', 'completed by ada', 'opened by system', 'completed by lin'],
    ]);
  });

  it('when it is looked at again and again, then nobody is asked twice', async () => {
    const office = await anOffice(await open());
    await office.give();
    const { id } = await office.openTask();
    for (let i = 0; i < 3; i++) expect(await office.lookAgain()).toMatchObject({ settled: { pending: { ref: id } } });
    expect(await office.facts()).toEqual(['opened by system']);
  });

  it('when another level or the end is wanted meanwhile, then the open task is withdrawn, and its word counts for nothing', async () => {
    const office = await anOffice(await open());
    const low = await office.give('viewer');
    const first = await office.openTask();
    const high = await office.give('member', false);
    const second = await office.openTask();
    expect([first.id === second.id, second.number]).toEqual([false, 2]);
    await office.release(high.claim);
    await office.release(low.claim);
    expect(await office.openTask()).toMatchObject({ kind: 'deprovision', number: 4 });
    for (const task of [first, second]) {
      expect(await office.complete('ada', task)).toMatchObject({
        ok: false,
        problem: { code: 'wrong_state', state: 'withdrawn' },
      });
    }
    expect(await office.holding()).toMatchObject({ proof: undefined, actual: { seen: 'unknown' } });
  });

  it('when two hold claims on one thing, then it is given once and taken once, with the last', async () => {
    const office = await anOffice(await open());
    const one = await office.give();
    await office.wasGiven(one.request);
    const other = await office.give();
    await office.complete('ada', await office.openTask());
    expect(office.told.toSorted()).toEqual([one.request.id, other.request.id].toSorted());
    expect(await office.lookAgain()).toMatchObject({ result: 'as_wanted' });
    expect(await office.release(one.claim)).toMatchObject({ result: 'as_wanted' });
    expect(await office.tasks()).toHaveLength(1);
    expect(await office.release(other.claim)).toMatchObject({ result: 'pending' });
    expect(await office.openTask()).toMatchObject({ kind: 'deprovision' });
  });

  it('when giving is refused, then it fails with the reason until somebody asks again', async () => {
    const office = await anOffice(await open());
    const { request } = await office.give();
    const task = await office.openTask();
    await office.refuse('ada', task, 'no badge left');
    const failed = { result: 'failed', failure: 'needs_person', message: 'It was refused: no badge left' };
    expect(office.told).toEqual([request.id]);
    for (let i = 0; i < 2; i++) expect(await office.lookAgain()).toMatchObject(failed);
    expect(await office.tasks()).toHaveLength(1);
    expect(await office.askAgain('maya', request)).toMatchObject([{ number: 2, assigneeId: office.person('lin').id }]);
    expect(await office.askAgain('maya', request)).toEqual([]);
    // Not even looked at since: whoever is fast is believed all the same.
    expect(await office.complete('lin', await office.openTask())).toMatchObject({ ok: true });
    expect(await office.lookAgain()).toMatchObject({ result: 'as_wanted' });
  });

  it('when taking is refused, then another owner is asked, then an admin, and it goes on', async () => {
    const office = await anOffice(await open());
    const { claim } = await office.give();
    await office.complete('ada', await office.openTask());
    await office.release(claim);
    for (const [refuses, next] of [
      ['ada', ['lin']],
      ['lin', ['noor']],
      ['noor', ['ada', 'lin']],
    ] as const) {
      await office.refuse(refuses, await office.openTask(), `${refuses} cannot`);
      const { kind, assigneeId } = await office.openTask();
      expect(kind).toBe('deprovision');
      expect(next.map((name) => office.person(name).id)).toContain(assigneeId);
    }
    const holding = await office.holding();
    expect(await office.store.work.openAlerts()).toMatchObject([
      { kind: 'revoke_failing', subject: `holding:${holding?.id}`, data: { reason: 'ada cannot' } },
    ]);
    expect(await office.lookAgain()).toMatchObject({ result: 'pending' });
    expect(await office.complete('ada', await office.openTask())).toMatchObject({ ok: true });
    expect(await office.holding()).toMatchObject({ actual: { seen: 'absent' }, proof: { kind: 'attested' } });
  });

  it('when it is passed to somebody else, then it stays one task, and theirs', async () => {
    const office = await anOffice(await open());
    await office.give();
    const task = await office.openTask();
    expect(await office.complete('sam', task)).toMatchObject({ ok: false, problem: { code: 'not_allowed' } });
    expect(await office.reassign('ada', task, 'sam')).toMatchObject({ ok: true });
    expect(await office.reassign('ada', task, 'sam')).toMatchObject({ ok: true });
    expect(await office.complete('sam', task)).toMatchObject({ ok: true });
    expect(await office.facts()).toEqual(['opened by system', 'reassigned by ada', 'completed by sam']);
  });

  it('when the app is configured wrongly, then one sentence says what is wrong', async () => {
    const office = await anOffice(await open(), { app: { connectorConfig: { assignees: 'ada' } } });
    const { outcome } = await office.give();
    expect(outcome).toMatchObject({
      ...{ result: 'failed', failure: 'permanent' },
      message: 'Nimbus is not set up: connector_config.assignees must be a list of e-mail addresses.',
    });
  });
});
