import type { App } from '../../src/domain/catalog/app.ts';
import { idFromBytes } from '../../src/domain/ids.ts';
import type { Request } from '../../src/domain/request/request.ts';
import { HOUR, type Instant } from '../../src/domain/time.ts';
import type { Task, TaskKind } from '../../src/domain/work/task.ts';
import type { LeaseDeps } from './deps.ts';

/** From this long after its end, access that still stands is somebody's task, and an alert. */
const SHOUT_AFTER = HOUR;

/** What could not be given is a task for the app's owner; the rest of the request goes on without it. */
export async function openFailureTask(deps: LeaseDeps, request: Request, app: App, at: Instant): Promise<void> {
  const failing = request.changes.filter(({ state, failure }) => state === 'giving' && failure !== undefined);
  for (const change of failing)
    await deps.store.work.openTask(taskAbout(deps, 'check_failure', request, change, app, at));
}

export async function shoutThatItStands(deps: LeaseDeps, request: Request, app: App, at: Instant): Promise<void> {
  const due = request.endAsked?.at ?? request.endsAt ?? at;
  if (at - due < SHOUT_AFTER) return;
  for (const change of request.changes.filter(({ state }) => state === 'taking')) {
    await deps.store.work.openTask(taskAbout(deps, 'deprovision', request, change, app, at));
  }
  const subject = `request:${request.id}`;
  const data = { app: app.id, person: request.beneficiaryId, since: due };
  await deps.store.work.raiseAlert({
    id: deps.ids.newId('alert'),
    kind: 'revoke_failing',
    subject,
    state: 'open',
    data,
    raisedAt: at,
  });
}

function taskAbout(
  { keys }: LeaseDeps,
  kind: TaskKind,
  request: Request,
  change: Request['changes'][number],
  app: App,
  at: Instant,
): Task {
  return {
    // The same trouble is the same task, however often it is run into.
    id: idFromBytes('task', keys.keyedHash('task', `${kind} ${request.id} ${change.id}`)),
    kind,
    state: 'open',
    appId: app.id,
    entitlementId: change.entitlementId,
    requestId: request.id,
    changeId: change.id,
    assigneeId: app.ownerIds[0],
    instructions: `${change.failure ?? ''} ${app.settings.instructions ?? ''}`.trim(),
    createdAt: at,
    dueAt: undefined,
    doneAt: undefined,
    doneById: undefined,
    answer: undefined,
  };
}
