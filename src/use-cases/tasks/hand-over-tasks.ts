import type { PersonId } from '../../domain/ids.ts';
import { BY_WORKFLOW } from '../../domain/request/step.ts';
import { chooseAssignee } from '../../domain/work/assignee.ts';
import type { Task } from '../../domain/work/task.ts';
import { nothing, taskFact, type TaskStep } from '../../domain/work/task-step.ts';
import type { TaskDeps } from './deps.ts';
import { responsibleFor } from './responsible.ts';

type Deps = Pick<TaskDeps, 'store' | 'clock'>;

const MOST = 1000;

/** What somebody who has left had to do, others are asked for. */
export async function handOverTasks(deps: Deps, from: PersonId): Promise<void> {
  const viewer = { personId: from, appIds: [] };
  const tasks = await deps.store.work.taskPage({ viewer, states: ['open'], limit: MOST });
  for (const task of tasks) await handOver(deps, task, from);
}

async function handOver({ store, clock }: Deps, { id, appId, beneficiaryId }: Task, from: PersonId): Promise<void> {
  const app = (await store.catalog.appById(appId)) ?? { ownerIds: [] };
  const now = clock.now();
  const except = [from, beneficiaryId];
  const assigneeId = chooseAssignee(await responsibleFor(store.people, app), { app, except, now });
  await store.work.onTasks(id, (tasks): TaskStep<void> => {
    const task = tasks.find((one) => one.id === id);
    if (task?.state !== 'open' || task.assigneeId !== from) return nothing(undefined);
    const next = { ...task, assigneeId };
    return { write: [next], facts: [taskFact(next, 'task.reassigned', now, BY_WORKFLOW, { from })], answer: undefined };
  });
}
