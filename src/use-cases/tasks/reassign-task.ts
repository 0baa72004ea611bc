import { type Result, refused } from '../../domain/errors.ts';
import type { PersonId, TaskId } from '../../domain/ids.ts';
import { isOwnAccess } from '../../domain/work/may-act.ts';
import type { Task } from '../../domain/work/task.ts';
import { nothing, taskFact, type TaskStep } from '../../domain/work/task-step.ts';
import type { Acting } from '../acting.ts';
import type { TaskDeps } from './deps.ts';
import { findTaskFor, ifOpen } from './find-task.ts';

type Deps = Pick<TaskDeps, 'store' | 'clock'>;

/** To anybody who is here; only not to the one whom the access is for. */
export async function reassignTask(deps: Deps, acting: Acting, id: TaskId, to: PersonId): Promise<Result<Task>> {
  const found = await findTaskFor(deps.store, acting, id);
  if (!found.ok) return found;
  const person = await deps.store.people.byId(to);
  if (person?.status !== 'active') return refused('not_found', 'There is no such person here.', { field: 'to' });
  if (isOwnAccess(found.value.task, person)) {
    return refused('own_request', 'It is about their own access: somebody else has to see to it.', { field: 'to' });
  }
  const at = deps.clock.now();
  return deps.store.work.onTasks(
    id,
    ifOpen(id, (task): TaskStep<Task> => {
      if (task.assigneeId === to) return nothing(task);
      const next = { ...task, assigneeId: to };
      const fact = taskFact(next, 'task.reassigned', at, acting.origin, { from: task.assigneeId });
      return { write: [next], facts: [fact], answer: next };
    }),
  );
}
