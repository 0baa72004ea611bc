import type { App } from '../catalog/app.ts';
import type { Problem } from '../errors.ts';
import type { PersonId } from '../ids.ts';
import type { Person } from '../people/person.ts';
import { may, type Relation, relationsThat } from '../people/rights.ts';
import type { Task } from './task.ts';

/** Why this person cannot do anything about the task. Nobody gives themselves access, whatever else they are. */
export function whyNotAct(task: Task, person: Person, app: Pick<App, 'ownerIds'>): Problem | undefined {
  if (person.status !== 'active') return { code: 'not_allowed', detail: 'You have left: nothing changed.' };
  if (isOwnAccess(task, person)) {
    return { code: 'own_request', detail: 'This is about your own access: somebody else has to see to it.' };
  }
  return may('close_task', person.roles, relationsToTask(task, person.id, app))
    ? undefined
    : { code: 'not_allowed', detail: 'Only who it is assigned to, owners of the app and admins see to this task.' };
}

export function relationsToTask(
  task: Task,
  id: PersonId | undefined,
  app: Pick<App, 'ownerIds'> | undefined,
): Relation[] {
  if (id === undefined) return [];
  return relationsThat({ assignee: task.assigneeId === id, owner: app?.ownerIds.includes(id) === true });
}

export function isOwnAccess({ kind, beneficiaryId }: Task, { id }: Pick<Person, 'id'>): boolean {
  return kind === 'provision' && beneficiaryId === id;
}

export function whyNotOpen({ state }: Task): Problem | undefined {
  if (state === 'open') return undefined;
  return { code: 'wrong_state', detail: `This task is ${state} already. Nothing changed.`, state };
}
