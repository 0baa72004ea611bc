import type { GrantedRole } from '../../domain/people/person.ts';
import { may } from '../../domain/people/rights.ts';
import type { AppId, PersonId } from '../../domain/ids.ts';
import type { Task } from '../../domain/work/task.ts';
import type { Store } from '../../ports/store.ts';
import type { TaskQuery } from '../../ports/work-store.ts';

export interface Viewer {
  readonly personId: PersonId | undefined;
  readonly roles: readonly GrantedRole[];
}

/** How many open ones there are for this person, as an admin too: those assigned to them and those about their apps. */
export async function countTasksFor(
  { work, catalog }: Pick<Store, 'work' | 'catalog'>,
  personId: PersonId,
  most: number,
): Promise<number> {
  return work.countOpenTasks({ personId, appIds: await appsOf(catalog, personId) }, most);
}

/** Those assigned to one and those about one's apps; all for admins and auditors. */
export async function listTasks(
  { work, catalog }: Pick<Store, 'work' | 'catalog'>,
  { personId, roles }: Viewer,
  query: Omit<TaskQuery, 'viewer'>,
): Promise<readonly Task[]> {
  if (may('see_task', roles)) return work.taskPage({ ...query, viewer: undefined });
  if (personId === undefined) return [];
  return work.taskPage({ ...query, viewer: { personId, appIds: await appsOf(catalog, personId) } });
}

async function appsOf(catalog: Store['catalog'], owner: PersonId): Promise<readonly AppId[]> {
  return (await catalog.apps()).filter(({ ownerIds }) => ownerIds.includes(owner)).map(({ id }) => id);
}
