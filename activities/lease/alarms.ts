import type { App } from '../../src/domain/catalog/app.ts';
import { idFromBytes, type TaskId } from '../../src/domain/ids.ts';
import type { Change } from '../../src/domain/request/change.ts';
import type { Request } from '../../src/domain/request/request.ts';
import { BY_WORKFLOW } from '../../src/domain/request/step.ts';
import { HOUR, type Instant } from '../../src/domain/time.ts';
import { withdraw } from '../../src/domain/work/ask-for.ts';
import { chooseAssignee } from '../../src/domain/work/assignee.ts';
import type { Task, TaskKind } from '../../src/domain/work/task.ts';
import { taskFact, type TaskStep } from '../../src/domain/work/task-step.ts';
import type { LeaseDeps } from './deps.ts';

/** From this long after its end, access that still stands is somebody's task, and an alert. */
const SHOUT_AFTER = HOUR;

interface About {
  readonly request: Request;
  readonly app: App;
  readonly at: Instant;
}

/** What could not be given is a task for the app's owner; the rest of the request goes on without it. */
export async function askAboutFailures(deps: LeaseDeps, about: About): Promise<void> {
  const failing = about.request.changes.filter(({ state, failure }) => state === 'giving' && failure !== undefined);
  for (const change of failing) await open(deps, 'check_failure', about, change);
}

/** What was given in an emergency is looked at afterwards, by somebody whom it was not given to. */
export async function askForReview(deps: LeaseDeps, about: About): Promise<void> {
  const { flags, changes } = about.request;
  const given = flags.includes('emergency') ? changes.filter(({ state }) => state === 'given') : [];
  for (const change of given) await open(deps, 'review_emergency', about, change);
}

export async function shoutThatItStands(deps: LeaseDeps, about: About): Promise<void> {
  const { request, app, at } = about;
  const due = request.endAsked?.at ?? request.endsAt ?? at;
  if (at - due < SHOUT_AFTER) return;
  for (const change of request.changes.filter(({ state }) => state === 'taking')) {
    await open(deps, 'deprovision', about, change);
  }
  const data = { app: app.id, person: request.beneficiaryId, since: due };
  const alert = {
    kind: 'revoke_failing',
    subject: `request:${request.id}`,
    state: 'open',
    data,
    raisedAt: at,
  } as const;
  await deps.store.work.raiseAlert({ ...alert, id: deps.ids.newId('alert') });
}

/** What went wrong before and is right now is nobody's task any more. */
export async function callOff(
  deps: LeaseDeps,
  kind: 'check_failure' | 'deprovision',
  before: Request,
  { request, at }: About,
): Promise<void> {
  const isOver = kind === 'check_failure' ? 'given' : 'taken';
  for (const { id, failure } of before.changes) {
    if (failure === undefined || request.changes.every((now) => now.id !== id || now.state !== isOver)) continue;
    await deps.store.work.onTasks(taskId(deps, kind, request, id), (tasks) => withdrawOpen(tasks, at));
  }
  if (kind === 'deprovision') await deps.store.work.endAlert('revoke_failing', `request:${request.id}`);
}

async function open(deps: LeaseDeps, kind: TaskKind, about: About, change: Change): Promise<void> {
  const { request, app, at } = about;
  const wanted = { ids: app.ownerIds, roles: ['super_admin', 'access_admin'] } as const;
  const people = await deps.store.people.find(wanted);
  const except = [request.beneficiaryId, ...(kind === 'review_emergency' ? [request.requesterId] : [])];
  await deps.store.work.openTask({
    // The same trouble is the same task, however often it is run into.
    id: taskId(deps, kind, request, change.id),
    ...{ kind, state: 'open', appId: app.id, entitlementId: change.entitlementId },
    ...{ requestId: request.id, changeId: change.id, beneficiaryId: request.beneficiaryId },
    assigneeId: chooseAssignee(people, { app, except, now: at }),
    instructions: `${change.failure ?? ''} ${app.settings.instructions ?? ''}`.trim(),
    createdAt: at,
    ...{ dueAt: undefined, doneAt: undefined, doneById: undefined, answer: undefined },
  });
}

function taskId({ keys }: LeaseDeps, kind: TaskKind, request: Request, changeId: string): TaskId {
  return idFromBytes('task', keys.keyedHash('task', `${kind} ${request.id} ${changeId}`));
}

function withdrawOpen(tasks: readonly Task[], at: Instant): TaskStep<void> {
  const gone = tasks.filter(({ state }) => state === 'open').map((task) => withdraw(task, at));
  const facts = gone.map((task) => taskFact(task, 'task.withdrawn', at, BY_WORKFLOW));
  return { write: gone, facts, answer: undefined };
}
