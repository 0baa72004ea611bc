import type { Task } from '../../domain/work/task.ts';
import { orNull, time } from './moments.ts';

/** A task as the API shows it. */
export function taskView(task: Task, names: ReadonlyMap<string, string>) {
  const named = (id: string) => ({ id, name: names.get(id) ?? id });
  const namedOrNull = (id: string | undefined) => (id === undefined ? null : named(id));
  const { id, kind, state, instructions } = task;
  return {
    ...{ id, kind, state, instructions, app: named(task.appId), entitlement: namedOrNull(task.entitlementId) },
    ...{ for: namedOrNull(task.beneficiaryId), assignee: namedOrNull(task.assigneeId) },
    ...{ request: task.requestId ?? null, createdAt: time(task.createdAt), dueAt: orNull(task.dueAt) },
    ...{ doneAt: orNull(task.doneAt), doneBy: namedOrNull(task.doneById), answer: task.answer ?? null },
    url: `/api/v1/tasks/${id}`,
  };
}
