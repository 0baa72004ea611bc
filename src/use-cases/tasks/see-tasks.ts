import { ok, type Result, refused } from '../../domain/errors.ts';
import type { TaskId } from '../../domain/ids.ts';
import { may } from '../../domain/people/rights.ts';
import { relationsToTask } from '../../domain/work/may-act.ts';
import type { Task } from '../../domain/work/task.ts';
import type { Store } from '../../ports/store.ts';
import type { Viewer } from './list-tasks.ts';

const NOT_THERE = refused('not_found', 'There is no such task.');

/** What one may not see is not there: the same tasks as in one's list. */
export async function seeTask(
  { work, catalog }: Pick<Store, 'work' | 'catalog'>,
  { personId, roles }: Viewer,
  id: TaskId,
): Promise<Result<Task>> {
  const task = await work.taskById(id);
  if (task === undefined) return NOT_THERE;
  const app = may('see_task', roles) ? undefined : await catalog.appById(task.appId);
  return may('see_task', roles, relationsToTask(task, personId, app)) ? ok(task) : NOT_THERE;
}

/** The names of the people, apps and entitlements that tasks are about, by id. */
export async function namesIn(
  { people, catalog }: Pick<Store, 'people' | 'catalog'>,
  tasks: readonly Task[],
): Promise<ReadonlyMap<string, string>> {
  const personIds = tasks.flatMap(({ assigneeId, beneficiaryId, doneById }) => [assigneeId, beneficiaryId, doneById]);
  const known = await people.find({ ids: [...new Set(personIds)].filter((id) => id !== undefined) });
  const names = new Map<string, string>(known.map(({ id, name }) => [id, name]));
  for (const [appId, ofApp] of Map.groupBy(tasks, (task) => task.appId)) {
    const app = await catalog.appById(appId);
    if (app !== undefined) names.set(appId, app.name);
    const ids = ofApp.map(({ entitlementId }) => entitlementId).filter((id) => id !== undefined);
    for (const { id, name } of await catalog.entitlementsOf(appId, [...new Set(ids)])) names.set(id, name);
  }
  return names;
}
