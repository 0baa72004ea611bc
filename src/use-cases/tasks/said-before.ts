import { ok, type Result, refused } from '../../domain/errors.ts';
import type { TaskId } from '../../domain/ids.ts';
import type { Closing } from '../../domain/work/close-task.ts';
import type { Task, TaskState } from '../../domain/work/task.ts';
import type { Store } from '../../ports/store.ts';

interface Said extends Pick<Closing, 'clickId' | 'answer'> {
  readonly state: TaskState;
}

/** What the same click came to when it was made before; undefined where it is new. */
export async function saidBefore(
  { work }: Pick<Store, 'work'>,
  id: TaskId,
  { clickId, answer, state }: Said,
): Promise<Result<Task> | undefined> {
  if (clickId === undefined) return undefined;
  const task = await work.taskById(id);
  if (task?.clickId !== clickId) return undefined;
  if (task.state === state && task.answer === answer) return ok(task);
  return refused('idempotency_mismatch', 'This key came before, with something else. Nothing changed.');
}
