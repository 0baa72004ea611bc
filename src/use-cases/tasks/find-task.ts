import type { App } from '../../domain/catalog/app.ts';
import { ok, type Result, refused } from '../../domain/errors.ts';
import type { TaskId } from '../../domain/ids.ts';
import { whyNotAct, whyNotOpen } from '../../domain/work/may-act.ts';
import type { Task } from '../../domain/work/task.ts';
import type { TaskStep } from '../../domain/work/task-step.ts';
import { nothing } from '../../domain/work/task-step.ts';
import type { Store } from '../../ports/store.ts';
import type { Acting } from '../acting.ts';

export interface FoundTask {
  readonly task: Task;
  readonly app: App;
}

/** The task, if this person may do something about it now. */
export async function findTaskFor(
  { work, catalog }: Pick<Store, 'work' | 'catalog'>,
  { person }: Acting,
  id: TaskId,
): Promise<Result<FoundTask>> {
  const task = await work.taskById(id);
  const app = task === undefined ? undefined : await catalog.appById(task.appId);
  if (task === undefined || app === undefined) return refused('not_found', 'There is no such task.');
  const problem = whyNotAct(task, person, app) ?? whyNotOpen(task);
  return problem === undefined ? ok({ task, app }) : { ok: false, problem };
}

/** The step, unless somebody else was faster. */
export function ifOpen(
  id: TaskId,
  step: (task: Task, tasks: readonly Task[]) => TaskStep<Task>,
): (tasks: readonly Task[]) => TaskStep<Result<Task>> {
  return (tasks) => {
    const task = tasks.find((one) => one.id === id);
    if (task === undefined) return nothing(refused('not_found', 'There is no such task.'));
    const problem = whyNotOpen(task);
    if (problem !== undefined) return nothing({ ok: false, problem });
    const taken = step(task, tasks);
    return { ...taken, answer: ok(taken.answer) };
  };
}
