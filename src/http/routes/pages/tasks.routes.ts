import { type Context, Hono } from 'hono';
import { type Problem, type Result, refused } from '../../../domain/errors.ts';
import { isId, type TaskId } from '../../../domain/ids.ts';
import type { Task, TaskState } from '../../../domain/work/task.ts';
import type { Acting } from '../../../use-cases/acting.ts';
import { personNamed } from '../../../use-cases/find-named.ts';
import { completeTask } from '../../../use-cases/tasks/complete-task.ts';
import { listTasks } from '../../../use-cases/tasks/list-tasks.ts';
import { reassignTask } from '../../../use-cases/tasks/reassign-task.ts';
import { refuseTask } from '../../../use-cases/tasks/refuse-task.ts';
import { namesIn } from '../../../use-cases/tasks/see-tasks.ts';
import { taskInHand, type TaskInHand } from '../../../use-cases/tasks/task-in-hand.ts';
import { actingIn, viewingIn } from '../../auth/acting-in.ts';
import { formOf } from '../../auth/forms.ts';
import type { InSession } from '../../auth/session.ts';
import type { Typed } from '../../auth/typed.ts';
import type { HttpDeps } from '../../deps.ts';
import { taskPage } from '../../pages/task.page.tsx';
import { tasksPage } from '../../pages/tasks.page.tsx';
import { clickOf, newClick } from '../../web/click.ts';
import { gonePage } from '../../web/gone.ts';
import { lookingAt } from '../../web/looking.ts';
import { type Notice, withNotice } from '../../web/notice.ts';
import { statusOf } from '../../web/status-of.ts';
import { cursorOf, readCursor } from '../../cursors.ts';

type Page = Context<InSession>;

const PAGE = 50;
const OVER: readonly TaskState[] = ['completed', 'refused', 'withdrawn'];

/** Work for people: seeing it, and saying what became of it. */
export function taskPageRoutes(deps: HttpDeps): Hono<InSession> {
  const app = new Hono<InSession>();
  app.get('/tasks', (c) => showTasks(deps, c));
  app.get('/tasks/:id', async (c) => {
    const found = await inHand(deps, c);
    return found.ok ? showTask(deps, c, found.value) : gonePage(deps, c, 'tasks', found.problem);
  });
  for (const [name, saying] of Object.entries(SAYINGS)) {
    // Its own page again: what a form was sent to is asked for when somebody comes back to it.
    app.get(`/tasks/:id/${name}`, (c) => c.redirect(`/tasks/${c.req.param('id')}`, 303));
    app.post(`/tasks/:id/${name}`, async (c) => {
      const found = await inHand(deps, c);
      if (!found.ok) return gonePage(deps, c, 'tasks', found.problem);
      const { id } = found.value.task;
      const { typed, problem } = await formOf(c);
      const acting = actingIn(c.get('signedIn'), deps);
      const clickId = clickOf(acting, `task ${id} ${name}`, typed);
      const said = problem === undefined ? await saying.say(deps, acting, id, typed, clickId) : undefined;
      if (said?.ok === true) return c.redirect(withNotice(backFrom(name, id), saying.did), 303);
      const again = await inHand(deps, c);
      return showTask(deps, c, again.ok ? again.value : found.value, typed, problem ?? said?.problem);
    });
  }
  return app;
}

interface Saying {
  readonly did: Notice;
  readonly say: (deps: HttpDeps, by: Acting, id: TaskId, typed: Typed, clickId: string) => Promise<Result<Task>>;
}

const SAYINGS: { readonly [name: string]: Saying } = {
  complete: {
    did: 'done',
    say: (deps, by, id, typed, clickId) => {
      const comment = (typed['comment'] ?? '').trim();
      return completeTask(deps, by, id, { comment: comment === '' ? undefined : comment, clickId });
    },
  },
  refuse: {
    did: 'passed_on',
    say: (deps, by, id, typed, clickId) => refuseTask(deps, by, id, typed['reason'] ?? '', clickId),
  },
  'hand-over': {
    did: 'handed_over',
    say: async (deps, by, id, typed) => {
      const to = (typed['to'] ?? '').trim().toLowerCase();
      const person = await personNamed(deps.store, to);
      if (person !== undefined) return reassignTask(deps, by, id, person.id);
      return refused('not_found', 'Nobody here has that e-mail. Nothing changed.', { field: 'to' });
    },
  },
};

/** Who hands a task over may not see it any more. */
function backFrom(name: string, id: TaskId): string {
  return name === 'hand-over' ? '/tasks' : `/tasks/${id}`;
}

async function inHand({ store }: HttpDeps, c: Page): Promise<Result<TaskInHand>> {
  const id = c.req.param('id') ?? '';
  if (!isId('task', id)) return refused('not_found', 'There is no such task.');
  return taskInHand(store, c.get('signedIn').person, id);
}

async function showTask(
  deps: HttpDeps,
  c: Page,
  found: TaskInHand,
  typed: Typed = {},
  problem?: Problem,
): Promise<Response> {
  const looking = await lookingAt(deps, c, 'tasks');
  const seen = { ...found, typed, problem, click: typed['click'] ?? newClick(deps) };
  return c.html(taskPage(looking, seen).toString(), statusOf(problem));
}

async function showTasks(deps: HttpDeps, c: Page): Promise<Response> {
  const tab = c.req.query('tab') === 'done' ? 'done' : 'open';
  const which = tab === 'done' ? { states: OVER, newestFirst: true } : { states: ['open'] as const };
  const query = { ...which, after: readCursor(c.req.query('after') ?? '', 'task'), limit: PAGE };
  const [looking, tasks] = await Promise.all([
    lookingAt(deps, c, 'tasks'),
    listTasks(deps.store, viewingIn(c.get('signedIn')), query),
  ]);
  const last = tasks.length < PAGE ? undefined : tasks.at(-1);
  const next = last === undefined ? undefined : cursorOf(last);
  return c.html(tasksPage(looking, { tab, tasks, names: await namesIn(deps.store, tasks), next }).toString());
}
