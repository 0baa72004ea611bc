import { type Result, refused } from '../../domain/errors.ts';
import type { PersonId, TaskId } from '../../domain/ids.ts';
import { sameRow } from '../../domain/work/ask-for.ts';
import { chooseAssignee } from '../../domain/work/assignee.ts';
import { passOn, refuse } from '../../domain/work/close-task.ts';
import type { Task } from '../../domain/work/task.ts';
import type { Acting } from '../acting.ts';
import type { TaskDeps } from './deps.ts';
import { type FoundTask, findTaskFor, ifOpen } from './find-task.ts';
import { responsibleFor } from './responsible.ts';
import { saidBefore } from './said-before.ts';
import { holdingOfTask, tellRequests } from './tell-requests.ts';

/**
 * "Can't do it", and why. What was to be given is then not given until somebody asks again; what was to be taken away
 * still is, and somebody else is asked.
 */
export async function refuseTask(
  deps: TaskDeps,
  acting: Acting,
  id: TaskId,
  reason: string,
  clickId?: string,
): Promise<Result<Task>> {
  if (reason.trim() === '') return refused('reason_needed', 'Say why it cannot be done.', { field: 'reason' });
  const answer = reason.trim();
  const before = await saidBefore(deps.store, id, { clickId, answer, state: 'refused' });
  if (before !== undefined) return before;
  const found = await findTaskFor(deps.store, acting, id);
  if (!found.ok) return found;
  const { task } = found.value;
  const closing = { by: acting.person.id, at: deps.clock.now(), origin: acting.origin, answer, clickId };
  const holding = await holdingOfTask(deps, task);
  const step =
    task.kind === 'deprovision'
      ? await passingOn(deps, found.value, closing, holding === undefined ? `task:${id}` : `holding:${holding.id}`)
      : (one: Task) => refuse(one, closing);
  const done = await deps.store.work.onTasks(id, ifOpen(id, step));
  if (done.ok) await tellRequests(deps, task, holding);
  return done;
}

async function passingOn(
  deps: TaskDeps,
  { task, app }: FoundTask,
  closing: Parameters<typeof passOn>[2],
  subject: string,
) {
  const people = await responsibleFor(deps.store.people, app);
  const id = deps.ids.newId('task');
  const alertId = deps.ids.newId('alert');
  return (one: Task, tasks: readonly Task[]) => {
    const able = (except: readonly (PersonId | undefined)[]) =>
      chooseAssignee(people, { app, except: [task.beneficiaryId, ...except], now: closing.at });
    const refusers = sameRow(tasks).map(({ doneById }) => doneById);
    // Where all have refused, one who did is asked again rather than nobody.
    const assigneeId = able([closing.by, ...refusers]) ?? able([closing.by]) ?? able([]);
    return passOn(tasks, one, closing, { id, alertId, assigneeId, subject });
  };
}
