import { ok, type Problem, type Result } from '../../domain/errors.ts';
import type { TaskId } from '../../domain/ids.ts';
import type { Person } from '../../domain/people/person.ts';
import { isOwnAccess, whyNotAct, whyNotOpen } from '../../domain/work/may-act.ts';
import type { Task } from '../../domain/work/task.ts';
import type { Store } from '../../ports/store.ts';
import { responsibleFor } from './responsible.ts';
import { namesIn, seeTask } from './see-tasks.ts';

export interface TaskInHand {
  readonly task: Task;
  /** Of the people, apps and entitlements that it is about, by id. */
  readonly names: ReadonlyMap<string, string>;
  /** Why this person can do nothing about it now; undefined: they can. */
  readonly whyNot: Problem | undefined;
  /** To whom it could go: owners of the app and admins. */
  readonly others: readonly Person[];
}

/** A task as somebody looks at it, and what they can do about it at this moment. It is looked at again when they do. */
export async function taskInHand(
  store: Pick<Store, 'work' | 'catalog' | 'people'>,
  person: Person,
  id: TaskId,
): Promise<Result<TaskInHand>> {
  const seen = await seeTask(store, { personId: person.id, roles: person.roles }, id);
  if (!seen.ok) return seen;
  const task = seen.value;
  const app = (await store.catalog.appById(task.appId)) ?? { ownerIds: [] };
  const [names, responsible] = await Promise.all([namesIn(store, [task]), responsibleFor(store.people, app)]);
  const others = responsible.filter(
    (one) => one.status === 'active' && one.id !== task.assigneeId && !isOwnAccess(task, one),
  );
  return ok({ task, names, whyNot: whyNotOpen(task) ?? whyNotAct(task, person, app), others });
}
