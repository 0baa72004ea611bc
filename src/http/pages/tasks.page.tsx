import type { FC } from 'hono/jsx';
import type { Task } from '../../domain/work/task.ts';
import { type Looking, Page } from './layout.tsx';
import { Moment, type When } from './parts/moment.tsx';
import { Due, sayTask, TASK_STATES } from './parts/say-task.tsx';

export type TaskTab = 'open' | 'done';

interface List {
  readonly tab: TaskTab;
  readonly tasks: readonly Task[];
  readonly names: ReadonlyMap<string, string>;
  /** Of the next page. */
  readonly next: string | undefined;
}

export function tasksPage(looking: Looking, { tab, tasks, names, next }: List) {
  const own = tasks.filter(({ assigneeId }) => tab === 'open' && assigneeId === looking.person.id);
  const others = tasks.filter((task) => !own.includes(task));
  const table = { names, when: looking.when, tab };
  return (
    <Page title="Tasks" looking={looking} wide>
      <h1>Tasks</h1>
      <nav class="tabs" aria-label="Which tasks">
        <a href="/tasks" aria-current={tab === 'open' ? 'page' : undefined}>
          Open
        </a>
        <a href="/tasks?tab=done" aria-current={tab === 'done' ? 'page' : undefined}>
          Done
        </a>
      </nav>
      <section data-live="for-you">
        {tasks.length === 0 ? <p class="empty">{EMPTY[tab]}</p> : null}
        {own.length === 0 ? null : <h2>For you</h2>}
        <Tasks tasks={own} {...table} />
      </section>
      <section data-live="for-others">
        {own.length === 0 || others.length === 0 ? null : <h2>For others</h2>}
        <Tasks tasks={others} {...table} />
      </section>
      {next === undefined ? null : (
        <p>
          <a class="button quiet" href={`/tasks?tab=${tab}&after=${encodeURIComponent(next)}`}>
            {tab === 'open' ? 'Newer' : 'Older'}
          </a>
        </p>
      )}
    </Page>
  );
}

const EMPTY = {
  open: 'Nothing to do by hand. Work that no connector can do, and what failed, comes here.',
  done: 'Nothing was done by hand yet.',
} as const;

interface Table {
  readonly tasks: readonly Task[];
  readonly names: ReadonlyMap<string, string>;
  readonly when: When;
  readonly tab: TaskTab;
}

const Tasks: FC<Table> = ({ tasks, names, when, tab }) => {
  if (tasks.length === 0) return null;
  const columns = ['Task', 'App', 'For', tab === 'open' ? 'Assigned to' : 'By', tab === 'open' ? 'Due' : 'Became'];
  return (
    <div class="scroll">
      <table class="list">
        <thead>
          <tr>
            {columns.map((name) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody data-rows="task">
          {tasks.map((task) => (
            <Row task={task} names={names} when={when} />
          ))}
        </tbody>
      </table>
    </div>
  );
};

const Row: FC<{ task: Task; names: ReadonlyMap<string, string>; when: When }> = ({ task, names, when }) => {
  const named = (id: string | undefined) => (id === undefined ? '' : (names.get(id) ?? id));
  const isOpen = task.state === 'open';
  return (
    <tr data-row={task.id}>
      <td class="wide-cell" title={task.instructions}>
        <a href={`/tasks/${task.id}`} data-open>
          {sayTask(task, names)}
        </a>
      </td>
      <td>{named(task.appId)}</td>
      <td>
        <bdi>{named(task.beneficiaryId)}</bdi>
      </td>
      <td>
        <bdi>{named(isOpen ? task.assigneeId : task.doneById) || (isOpen ? 'nobody yet' : '')}</bdi>
      </td>
      <td>
        {isOpen ? (
          <Due task={task} when={when} />
        ) : (
          <>
            {TASK_STATES[task.state]} {task.doneAt === undefined ? null : <Moment at={task.doneAt} when={when} />}
          </>
        )}
      </td>
    </tr>
  );
};
