import type { Request } from '../../domain/request/request.ts';
import { again } from '../../domain/work/close-task.ts';
import { chooseAssignee } from '../../domain/work/assignee.ts';
import { nothing, opened, type TaskStep } from '../../domain/work/task-step.ts';
import type { Task } from '../../domain/work/task.ts';
import type { TaskPlace } from '../../ports/work-store.ts';
import type { Acting } from '../acting.ts';
import type { TaskDeps } from './deps.ts';
import { responsibleFor } from './responsible.ts';

type Deps = Pick<TaskDeps, 'store' | 'clock' | 'ids'>;

/**
 * Part of trying a request again: what its people refused to give they are asked for once more, as a task of its own, and
 * so is its endpoint.
 * Who may is the retry's business; without this, a refusal stands.
 */
export async function askAgain(deps: Deps, { origin }: Acting, request: Request): Promise<readonly Task[]> {
  const account = await deps.store.ledger.accountOf(request.appId, request.beneficiaryId);
  if (account === undefined) return [];
  const waiting = request.changes.filter(({ state }) => state === 'giving');
  const asked: Task[] = [];
  for (const { entitlementId } of waiting) {
    const place = { accountId: account.id, entitlementId };
    await deps.store.orders.forgetReport(place);
    const task = await reopen(deps, place, origin, request.appId);
    if (task !== undefined) asked.push(task);
  }
  return asked;
}

async function reopen(
  { store, clock, ids }: Deps,
  place: TaskPlace,
  origin: Acting['origin'],
  appId: Request['appId'],
): Promise<Task | undefined> {
  const app = (await store.catalog.appById(appId)) ?? { ownerIds: [] };
  const people = await responsibleFor(store.people, app);
  const now = clock.now();
  const id = ids.newId('task');
  return store.work.onTasks<Task | undefined>(place, (tasks): TaskStep<Task | undefined> => {
    const latest = tasks.at(-1);
    if (latest?.state !== 'refused' || latest.kind !== 'provision') return nothing(undefined);
    const except = [latest.beneficiaryId];
    const assigneeId = chooseAssignee(people, { app, except: [...except, latest.doneById], now }) ?? latest.doneById;
    const next = again(tasks, latest, { id, assigneeId }, now);
    return { write: [next], facts: [opened(next, now, origin)], answer: next };
  });
}
