import type { TaskId } from '../../domain/ids.ts';
import { chooseAssignee } from '../../domain/work/assignee.ts';
import { type Chased, chase } from '../../domain/work/chase.ts';
import type { Task } from '../../domain/work/task.ts';
import { nothing } from '../../domain/work/task-step.ts';
import type { TaskDeps } from './deps.ts';
import { activeAdmins, responsibleFor } from './responsible.ts';

type Deps = Pick<TaskDeps, 'store' | 'clock'>;

export interface ChasedTasks {
  readonly reminded: readonly TaskId[];
  readonly escalated: readonly TaskId[];
}

const PAGE = 200;

/** Run now and then: reminds of what is overdue, and tells admins of what is overdue for long. */
export async function chaseOverdueTasks(deps: Deps): Promise<ChasedTasks> {
  const chased = new Map<TaskId, Chased>();
  for (;;) {
    const overdue = await deps.store.work.overdueTasks(deps.clock.now(), PAGE);
    for (const task of overdue) chased.set(task.id, await chaseOne(deps, task));
    // Each is due again only a period later.
    if (overdue.length < PAGE) return { reminded: [...chased.keys()], escalated: all(chased, 'escalated') };
  }
}

async function chaseOne({ store, clock }: Deps, task: Task): Promise<Chased> {
  const now = clock.now();
  const app = await store.catalog.appById(task.appId);
  const people = await responsibleFor(store.people, app ?? { ownerIds: [] });
  const assignee = task.assigneeId === undefined ? undefined : await store.people.byId(task.assigneeId);
  const choice = { app: app ?? { ownerIds: [] }, except: [task.beneficiaryId], now };
  const instead = assignee?.status === 'active' ? undefined : chooseAssignee(people, choice);
  return store.work.onTasks(task.id, (tasks) => {
    const one = tasks.find(({ id }) => id === task.id);
    return one === undefined ? nothing(undefined) : chase(one, { now, adminIds: activeAdmins(people), instead });
  });
}

function all(chased: ReadonlyMap<TaskId, Chased>, how: Chased): TaskId[] {
  return [...chased].filter(([, one]) => one === how).map(([id]) => id);
}
