import { expect, it } from '@jest/globals';
import { PersonRow } from '../../src/db/entities/people.entity.ts';
import { DAY, HOUR } from '../../src/domain/time.ts';
import type { Result } from '../../src/domain/errors.ts';
import { chaseOverdueTasks } from '../../src/use-cases/tasks/chase-overdue-tasks.ts';
import { listTasks } from '../../src/use-cases/tasks/list-tasks.ts';
import { anId, NOW } from '../support/builders.ts';
import { onEachDatabase } from '../support/databases.ts';
import { anOffice, type StaffName } from '../support/office.ts';

const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.problem.code);

onEachDatabase('tasks', (open) => {
  it('when somebody is asked, then those of the app come first, then its admins; never the one it is for', async () => {
    const assigneeOf = async (given: Parameters<typeof anOffice>[1]) => {
      const office = await anOffice(await open(), given);
      await office.give();
      const { assigneeId } = await office.openTask();
      return office.nameOf(assigneeId ?? 'nobody');
    };
    expect(await assigneeOf({ assignees: ['sam'], owners: ['ada'] })).toBe('sam');
    expect(await assigneeOf({ assignees: [], owners: ['lin'] })).toBe('lin');
    expect(await assigneeOf({ assignees: ['maya'], owners: ['maya', 'ada'] })).toBe('ada');
    expect(await assigneeOf({ assignees: [], owners: ['maya'] })).toBe('noor');
    expect(await assigneeOf({ assignees: [], owners: [] })).toBe('noor');
  });

  it('when it is about own access, then neither the only owner nor an admin confirms it for themselves', async () => {
    const office = await anOffice(await open(), { assignees: [], owners: ['maya'], admins: ['maya', 'noor'] });
    await office.give();
    const task = await office.openTask();
    expect(codeOf(await office.complete('maya', task))).toBe('own_request');
    expect(codeOf(await office.refuse('maya', task, 'no'))).toBe('own_request');
    expect(codeOf(await office.reassign('noor', task, 'maya'))).toBe('own_request');
    expect(await office.openTask()).toEqual(task);
    expect(codeOf(await office.complete('noor', task))).toBe('ok');
  });

  it('when somebody else acts, or too late, or without a reason, then nothing changes and they are told so', async () => {
    const office = await anOffice(await open());
    await office.give();
    const task = await office.openTask();
    expect(codeOf(await office.complete('sam', task))).toBe('not_allowed');
    expect(codeOf(await office.refuse('sam', task, 'no'))).toBe('not_allowed');
    expect(codeOf(await office.reassign('sam', task, 'sam'))).toBe('not_allowed');
    expect(codeOf(await office.refuse('ada', task, '  '))).toBe('reason_needed');
    expect(codeOf(await office.complete('ada', { id: anId('task') }))).toBe('not_found');
    expect(await office.facts()).toEqual(['opened by system']);
    await office.complete('lin', task);
    expect(await office.complete('ada', task)).toMatchObject({ problem: { code: 'wrong_state', state: 'completed' } });
    expect(await office.refuse('ada', task, 'no')).toMatchObject({ problem: { state: 'completed' } });
    expect(await office.facts()).toEqual(['opened by system', 'completed by lin']);
  });

  it('when two complete it at once, then it is done once, by one of them', async () => {
    const office = await anOffice(await open());
    await office.give();
    const task = await office.openTask();
    const results = await Promise.all([office.complete('ada', task), office.complete('lin', task)]);
    const codes = results.map(codeOf).toSorted();
    expect(codes[0]).toBe('ok');
    // One who comes in the middle is asked to say it again, and is then told.
    expect(['unavailable', 'wrong_state']).toContain(codes[1]);
    expect((await office.facts()).filter((fact) => fact.startsWith('completed'))).toHaveLength(1);
    expect(await office.holding()).toMatchObject({ actual: { seen: 'present' } });
  });

  it('when several refuse it at once, then it is refused once, and the others are told that it is', async () => {
    const office = await anOffice(await open());
    await office.give();
    const task = await office.openTask();
    const refusals = Array.from({ length: 8 }, (_, i) => office.refuse(i % 2 === 0 ? 'ada' : 'lin', task, 'no'));
    const codes = (await Promise.all(refusals)).map(codeOf).toSorted();
    expect(codes).toEqual(['ok', ...Array.from({ length: 7 }, () => 'wrong_state')]);
    expect((await office.facts()).filter((fact) => fact.startsWith('refused'))).toHaveLength(1);
  });

  it('when the word was noted and the task not closed, then saying it again closes it', async () => {
    const office = await anOffice(await open());
    await office.give();
    const task = await office.openTask();
    const holding = await office.holding();
    const word = { holdingId: holding?.id ?? 'hol_none', refs: [task.id], by: office.person('ada').id } as const;
    expect(await office.deps.attest(word)).toMatchObject({ result: 'as_wanted' });
    expect(codeOf(await office.complete('ada', task))).toBe('ok');
    expect(await office.holding()).toMatchObject({ proof: { by: office.person('ada').id } });
  });

  it('when the ledger is busy with it, then nothing is noted, and it can be said again', async () => {
    const office = await anOffice(await open());
    await office.give();
    const task = await office.openTask();
    const holding = await office.holding();
    const wish = office.reconcile.lockWishFor(office.app);
    await office.store.ledger.lock(holding?.id ?? 'hol_none', wish);
    expect(codeOf(await office.complete('ada', task))).toBe('unavailable');
    expect(await office.openTask()).toEqual(task);
    office.pass(wish.lockMs);
    expect(codeOf(await office.complete('ada', task))).toBe('ok');
  });

  it('when Temporal is away, then the word counts all the same', async () => {
    const office = await anOffice(await open());
    await office.give();
    office.deps.gateway.holdingSettled = () => Promise.reject(new Error('away'));
    expect(codeOf(await office.complete('ada', await office.openTask()))).toBe('ok');
    expect(await office.lookAgain()).toMatchObject({ result: 'as_wanted' });
  });

  it('when the workflow of a request has a task of its own, then doing it wakes the request, and refusing it too', async () => {
    const office = await anOffice(await open());
    const { request } = await office.give();
    const task = (await office.openTask()) satisfies object;
    const own = { accountId: undefined, wish: undefined, number: undefined, requestId: request.id } as const;
    for (const kind of ['check_failure', 'deprovision'] as const) {
      await office.store.work.openTask({ ...task, ...own, kind, id: anId('task') });
    }
    const [check, taking] = (await office.store.work.openTasks()).filter(({ requestId }) => requestId === request.id);
    expect(codeOf(await office.complete('ada', check ?? task))).toBe('ok');
    expect(office.told).toEqual([request.id]);
    expect(codeOf(await office.refuse('ada', taking ?? task, 'no rights'))).toBe('ok');
    const next = (await office.store.work.openTasks()).filter(({ requestId }) => requestId === request.id);
    expect(next).toMatchObject([{ kind: 'deprovision', state: 'open' }]);
    expect(next[0]?.assigneeId).not.toBe(office.person('ada').id);
  });

  it('when a task is overdue, then it is reminded of once a period, and a period later admins are told, once', async () => {
    const office = await anOffice(await open());
    await office.give();
    const { id } = await office.openTask();
    const chase = () => chaseOverdueTasks(office.deps);
    office.pass(2 * DAY - 1);
    expect(await chase()).toEqual({ reminded: [], escalated: [] });
    office.pass(1);
    expect(await chase()).toEqual({ reminded: [id], escalated: [] });
    office.pass(HOUR);
    expect(await chase()).toEqual({ reminded: [], escalated: [] });
    office.pass(2 * DAY);
    expect(await chase()).toEqual({ reminded: [id], escalated: [id] });
    office.pass(2 * DAY);
    expect(await chase()).toEqual({ reminded: [id], escalated: [] });
    expect(await office.facts()).toEqual([
      ...['opened by system', 'reminded by system', 'reminded by system', 'escalated by system', 'reminded by system'],
    ]);
    const escalated = (await office.store.audit.rowsAfter(0, 100)).find(({ fact }) => fact === 'task.escalated');
    expect(escalated?.body).toContain(office.person('noor').id);
    await office.complete('ada', { id });
    office.pass(9 * DAY);
    expect(await chase()).toEqual({ reminded: [], escalated: [] });
  });

  it('when who was asked has left, then whoever is next is asked once it is overdue', async () => {
    const office = await anOffice(await open());
    await office.give();
    await office.database.orm.em
      .fork()
      .nativeUpdate(PersonRow, { id: office.person('ada').id }, { status: 'offboarded' });
    office.pass(2 * DAY);
    await chaseOverdueTasks(office.deps);
    expect(await office.openTask()).toMatchObject({ assigneeId: office.person('lin').id });
    expect(await office.facts()).toEqual(['opened by system', 'reassigned by system', 'reminded by system']);
  });

  it('when tasks are listed, then people see those of their own and of their apps, and admins all, page by page', async () => {
    const office = await anOffice(await open(), { assignees: ['sam'], owners: ['ada'] });
    await office.give();
    const task = await office.openTask();
    for (let i = 1; i <= 3; i++) {
      const other = {
        id: anId('task'),
        appId: anId('app'),
        accountId: undefined,
        number: undefined,
        assigneeId: undefined,
      };
      await office.store.work.openTask({ ...task, ...other, createdAt: NOW + i });
    }
    const seenBy = async (name: StaffName, after?: typeof task) => {
      const { id: personId, roles } = office.person(name);
      return listTasks(office.store, { personId, roles }, { limit: 3, states: ['open'], after });
    };
    expect((await seenBy('sam')).map(({ id }) => id)).toEqual([task.id]);
    expect((await seenBy('ada')).map(({ id }) => id)).toEqual([task.id]);
    expect(await seenBy('lin')).toEqual([]);
    const first = await seenBy('noor');
    expect(first.map(({ createdAt }) => createdAt - NOW)).toEqual([0, 1, 2]);
    expect((await seenBy('noor', first.at(-1))).map(({ createdAt }) => createdAt - NOW)).toEqual([3]);
    await office.complete('sam', task);
    expect(await seenBy('sam')).toEqual([]);
    expect(await listTasks(office.store, { personId: undefined, roles: [] }, { limit: 9 })).toEqual([]);
  });

  it('when many workers look at it at once, then one task is opened', async () => {
    const office = await anOffice(await open());
    const { entitlement, account, app } = office;
    const ask = () =>
      office.connector.grant({ app, account, entitlement }, 'member', {}, () =>
        Promise.resolve({ last: true, until: 'no_end' }),
      );
    const changes = await Promise.all(Array.from({ length: 10 }, ask));
    expect(new Set(changes.map((change) => ('ref' in change ? change.ref : '')))).toHaveProperty('size', 1);
    expect(await office.facts()).toEqual(['opened by system']);
  });
});
