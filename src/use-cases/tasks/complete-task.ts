import { type Result, refused } from '../../domain/errors.ts';
import type { TaskId } from '../../domain/ids.ts';
import type { Holding } from '../../domain/ledger/claim.ts';
import { agrees, sameWanted } from '../../domain/ledger/wanted.ts';
import { sameRow, withdraw } from '../../domain/work/ask-for.ts';
import { complete } from '../../domain/work/close-task.ts';
import { type Task, wantedBy } from '../../domain/work/task.ts';
import { taskFact } from '../../domain/work/task-step.ts';
import type { Acting } from '../acting.ts';
import type { Attest, TaskDeps } from './deps.ts';
import { findTaskFor, ifOpen } from './find-task.ts';
import { saidBefore } from './said-before.ts';
import { holdingOfTask, tellRequests } from './tell-requests.ts';

type Deps = TaskDeps & { readonly attest: Attest };

interface Done {
  readonly comment?: string | undefined;
  readonly clickId?: string | undefined;
}

/** Somebody's word that it is done; for work by hand that is the proof, so the ledger has it before the task is closed. */
export async function completeTask(deps: Deps, acting: Acting, id: TaskId, done: Done = {}): Promise<Result<Task>> {
  const before = await saidBefore(deps.store, id, { ...done, answer: done.comment, state: 'completed' });
  if (before !== undefined) return before;
  const found = await findTaskFor(deps.store, acting, id);
  if (!found.ok) return found;
  const { task } = found.value;
  const holding = await holdingOfTask(deps, task);
  if (task.wish === undefined) return closed(deps, acting, task, holding, done);
  switch (await vouch(deps, acting, task, holding)) {
    case 'vouched':
      return closed(deps, acting, task, holding, done);
    case 'over':
      return withdrawn(deps, acting, task);
    case 'not_ready':
      await tellRequests(deps, task, holding);
      return refused('unavailable', 'This is being looked at this very moment. Nothing was noted: say it again.');
  }
}

/** `over`: something else is wanted by now than what the task asked for. */
async function vouch(
  deps: Deps,
  { person }: Acting,
  task: Task,
  holding: Holding | undefined,
): Promise<'vouched' | 'over' | 'not_ready'> {
  const wanted = wantedBy(task);
  if (holding === undefined || wanted === undefined) return 'over';
  const refs = await namesOf(deps, task);
  const { result } = await deps.attest({ holdingId: holding.id, refs, by: person.id });
  if (result === 'as_wanted') return 'vouched';
  const now = (await holdingOfTask(deps, task)) ?? holding;
  if (!sameWanted(now.wanted, wanted)) return 'over';
  // Said before, by a click whose answer was lost.
  return now.proof?.kind === 'attested' && agrees(wanted, now.actual) ? 'vouched' : 'not_ready';
}

/** Of what was passed on, the ledger may still know the task that it was before. */
async function namesOf({ store }: Deps, { id, accountId, entitlementId }: Task): Promise<string[]> {
  if (accountId === undefined || entitlementId === undefined) return [id];
  const tasks = await store.work.tasksAbout({ accountId, entitlementId });
  return sameRow(tasks).map((task) => task.id);
}

async function closed(
  deps: Deps,
  { person, origin }: Acting,
  task: Task,
  holding: Holding | undefined,
  { comment, clickId }: Done,
): Promise<Result<Task>> {
  const closing = { by: person.id, at: deps.clock.now(), origin, answer: comment, clickId };
  const done = await deps.store.work.onTasks(
    task.id,
    ifOpen(task.id, (one) => complete(one, closing)),
  );
  if (done.ok) await tellRequests(deps, task, holding);
  return done;
}

async function withdrawn(deps: Deps, { origin }: Acting, task: Task): Promise<Result<Task>> {
  const at = deps.clock.now();
  const gone = await deps.store.work.onTasks(
    task.id,
    ifOpen(task.id, (one) => {
      const answer = withdraw(one, at);
      return { write: [answer], facts: [taskFact(answer, 'task.withdrawn', at, origin)], answer };
    }),
  );
  if (!gone.ok) return gone;
  const detail = 'Something else is wanted by now: this task was withdrawn, and your word was not noted.';
  return refused('wrong_state', detail, { state: 'withdrawn' });
}
