import type { OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { type ErrorCode, type Result, refused } from '../../domain/errors.ts';
import type { TaskId } from '../../domain/ids.ts';
import type { Task } from '../../domain/work/task.ts';
import type { Acting } from '../../use-cases/acting.ts';
import { personNamed } from '../../use-cases/find-named.ts';
import { completeTask } from '../../use-cases/tasks/complete-task.ts';
import { listTasks } from '../../use-cases/tasks/list-tasks.ts';
import { reassignTask } from '../../use-cases/tasks/reassign-task.ts';
import { refuseTask } from '../../use-cases/tasks/refuse-task.ts';
import { namesIn, seeTask } from '../../use-cases/tasks/see-tasks.ts';
import { actingAs, viewing } from '../auth/acting.ts';
import type { Authenticated } from '../auth/bearer.ts';
import { cursorOf } from '../cursors.ts';
import type { HttpDeps } from '../deps.ts';
import { problemResponse } from '../problem.ts';
import { pathId } from '../schemas/ids.ts';
import { pageOf } from '../schemas/organisation.ts';
import { pageView } from '../schemas/pages.ts';
import { assignmentSchema, completionSchema, refusalSchema, taskQuery, taskSchema } from '../schemas/tasks.ts';
import { taskView } from '../views/task.view.ts';
import { newApi, readRoute, writeRoute } from './api-route.ts';

type Api = OpenAPIHono<Authenticated>;

/** Work for people: seeing it, and saying what became of it. */
export function taskRoutes(deps: HttpDeps): Api {
  const app = newApi();
  addLists(app, deps);
  const add = createAdding(app, deps);
  const completion = { path: 'completion', summary: 'Say that it is done', body: completionSchema };
  add({ ...completion, refuses: ['unavailable', 'idempotency_mismatch'] }, (acting, id, { comment }, clickId) =>
    completeTask(deps, acting, id, { comment, clickId }),
  );
  const refusal = { path: 'refusal', summary: 'Say that it cannot be done, and why', body: refusalSchema };
  add({ ...refusal, refuses: ['reason_needed', 'idempotency_mismatch'] }, (acting, id, { reason }, clickId) =>
    refuseTask(deps, acting, id, reason, clickId),
  );
  const assignment = { path: 'assignment', summary: 'Hand it to somebody else', body: assignmentSchema };
  add({ ...assignment, refuses: [] }, async (acting, id, { to }) => {
    const person = await personNamed(deps.store, to);
    if (person === undefined) return refused('not_found', 'There is no such person here.', { field: 'to' });
    return reassignTask(deps, acting, id, person.id);
  });
  return app;
}

function addLists(app: Api, deps: HttpDeps): void {
  const summary = 'Work for you and about your apps, oldest first; all of it for admins and auditors';
  const list = readRoute(deps, { path: '/tasks', summary, query: taskQuery, answer: pageOf(taskSchema) });
  app.openapi(list, async (c) => {
    const { state, limit, after } = c.req.valid('query');
    const states = state === undefined ? undefined : [state];
    const tasks = await listTasks(deps.store, viewing(c.get('caller')), { states, after, limit });
    const names = await namesIn(deps.store, tasks);
    return c.json(
      pageView(tasks, limit, (task) => taskView(task, names), cursorOf),
      200,
    );
  });
  const one = readRoute(deps, { path: '/tasks/{id}', summary: 'One task', ...ONE, refuses: ['not_found'] });
  app.openapi(one, async (c) => {
    const task = await seeTask(deps.store, viewing(c.get('caller')), c.req.valid('param').id);
    return (await answered(c, deps, task)) as never;
  });
}

const ONE = { params: pathId('task'), answer: taskSchema };

type Say<B> = (acting: Acting, id: TaskId, body: B, clickId: string | undefined) => Promise<Result<Task>>;

interface Message<B extends z.ZodType> {
  readonly path: string;
  readonly summary: string;
  readonly body: B;
  /** Beside what anything said to a task may be refused with. */
  readonly refuses: readonly ErrorCode[];
}

const SAID: readonly ErrorCode[] = ['not_found', 'own_request', 'wrong_state'];

function createAdding(app: Api, deps: HttpDeps) {
  return <B extends z.ZodType>(message: Message<B>, say: Say<z.output<B>>): void => {
    const { path, summary, body } = message;
    const said = { path: `/tasks/{id}/${path}`, summary, body, refuses: [...SAID, ...message.refuses] };
    const route = writeRoute(deps, { ...said, ...ONE, scope: 'decide' });
    app.openapi(route, async (c) => {
      const acting = actingAs(c.get('caller'));
      if (!acting.ok) return problemResponse(c, acting.problem) as never;
      const { id } = c.req.valid('param' as never) as { id: TaskId };
      const task = await seeTask(deps.store, viewing(c.get('caller')), id);
      if (!task.ok) return problemResponse(c, task.problem) as never;
      const key = c.req.header('idempotency-key');
      const clickId =
        key === undefined ? undefined : deps.keys.sha256(`${acting.value.principal} ${id} ${path} ${key}`);
      const done = await say(acting.value, id, c.req.valid('json' as never) as z.output<B>, clickId);
      return (await answered(c, deps, done)) as never;
    });
  };
}

async function answered(c: Context<Authenticated>, { store }: HttpDeps, task: Result<Task>): Promise<Response> {
  if (!task.ok) return problemResponse(c, task.problem);
  return c.json(taskView(task.value, await namesIn(store, [task.value])), 200);
}
