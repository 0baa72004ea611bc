import type { GrantedRole } from '../../domain/people/person.ts';
import { may } from '../../domain/people/rights.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { Task } from '../../domain/work/task.ts';
import type { Store } from '../../ports/store.ts';
import type { TaskQuery } from '../../ports/work-store.ts';

export interface Viewer {
  readonly personId: PersonId | undefined;
  readonly roles: readonly GrantedRole[];
}

/** Those assigned to one and those about one's apps; all for admins and auditors. */
export async function listTasks(
  { work, catalog }: Pick<Store, 'work' | 'catalog'>,
  { personId, roles }: Viewer,
  query: Omit<TaskQuery, 'viewer'>,
): Promise<readonly Task[]> {
  if (may('see_task', roles)) return work.taskPage({ ...query, viewer: undefined });
  if (personId === undefined) return [];
  const owned = (await catalog.apps()).filter(({ ownerIds }) => ownerIds.includes(personId));
  return work.taskPage({ ...query, viewer: { personId, appIds: owned.map(({ id }) => id) } });
}
