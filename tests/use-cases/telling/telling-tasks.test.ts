import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { PersonId, TaskId } from '../../../src/domain/ids.ts';
import { chase } from '../../../src/domain/work/chase.ts';
import { complete } from '../../../src/domain/work/close-task.ts';
import type { Task } from '../../../src/domain/work/task.ts';
import { taskFact, type TaskStep } from '../../../src/domain/work/task-step.ts';
import { BY_WORKFLOW } from '../../../src/domain/request/step.ts';
import { HOUR } from '../../../src/domain/time.ts';
import { tell } from '../../../src/use-cases/telling/tell.ts';
import { anId } from '../../support/builders.ts';
import { aPostOffice, type PostOffice } from '../../support/post-office.ts';
import { aNewsroom, type Newsroom } from './newsroom.ts';

const ada: PersonId = 'per_ada';
const owner: PersonId = 'per_owner';

let room: Newsroom;
let slack: PostOffice;
beforeAll(async () => {
  room = await aNewsroom([ada, owner]);
});
afterAll(() => room.close());
beforeEach(() => {
  slack = aPostOffice();
});

const tellAbout = async (id: TaskId) =>
  (await tell({ store: room.store, clock: room.clock, ways: [slack.way] }, `task:${id}`, 0)).notTold;
const told = () =>
  slack.posted.map(({ to, said }) => `${to.slice(4)}: ${said[0]?.says === 'news' ? said[0].news : said[0]?.says}`);

async function opened(given: Partial<Task> = {}): Promise<TaskId> {
  const at = room.clock.now();
  const id = anId('task');
  await room.store.work.openTask({
    ...{ id, kind: 'deprovision', state: 'open', appId: room.app.id, entitlementId: undefined, instructions: 'Do it' },
    ...{ requestId: undefined, changeId: undefined, assigneeId: owner, createdAt: at, dueAt: at + HOUR },
    ...{ doneAt: undefined, doneById: undefined, answer: undefined, chaseAt: at + HOUR },
    ...given,
  });
  return id;
}

const step = (id: TaskId, next: (task: Task) => TaskStep<unknown>) =>
  room.store.work.onTasks(id, (tasks) => next(tasks.find((one) => one.id === id) as Task));

describe('those who have work to do', () => {
  it('when it is theirs, then they have its card until it is done, and nothing to press then', async () => {
    const id = await opened();
    expect(await tellAbout(id)).toEqual([]);
    expect(told()).toEqual(['owner: work']);
    const closing = { by: owner, at: room.clock.now(), origin: BY_WORKFLOW, answer: undefined };
    await step(id, (task) => complete(task, closing));
    await tellAbout(id);
    expect(told()).toEqual(['owner: work']);
    const last = slack.posted[0]?.said.at(-1);
    expect(last?.says === 'work' && last.scene.task.state).toBe('completed');
  });

  it('when nobody in particular is asked, then the owners of the app are', async () => {
    await tellAbout(await opened({ assigneeId: undefined }));
    expect(told()).toEqual(['owner: work']);
  });

  it('when it is about their own access, then they have no card', async () => {
    await tellAbout(await opened({ kind: 'provision', beneficiaryId: owner }));
    expect(told()).toEqual([]);
  });

  it('when it is overdue, then they are reminded in its thread; once it is done, nobody is', async () => {
    const id = await opened();
    await tellAbout(id);
    room.pass(2 * HOUR);
    await step(id, (task) => chase(task, { now: room.clock.now(), adminIds: [] }));
    await tellAbout(id);
    await tellAbout(id);
    expect(told()).toEqual(['owner: work', 'owner: overdue']);
    expect(slack.posted[1]?.under).toEqual(slack.posted[0]?.place);
    const late = await opened();
    await tellAbout(late);
    room.pass(2 * HOUR);
    await step(late, (task) => chase(task, { now: room.clock.now(), adminIds: [] }));
    await step(late, (task) =>
      complete(task, { by: owner, at: room.clock.now(), origin: BY_WORKFLOW, answer: undefined }),
    );
    await tellAbout(late);
    expect(told()).toHaveLength(3);
  });

  it('when it goes to somebody else who may do it, then that one has the card too', async () => {
    const id = await opened({ assigneeId: undefined });
    await tellAbout(id);
    await step(id, (task) => {
      const next = { ...task, assigneeId: ada };
      return {
        write: [next],
        facts: [taskFact(next, 'task.reassigned', room.clock.now(), BY_WORKFLOW)],
        answer: undefined,
      };
    });
    await tellAbout(id);
    expect(told()).toEqual(['owner: work', 'ada: work']);
    expect(slack.posted[0]?.said).toHaveLength(2);
  });
});
