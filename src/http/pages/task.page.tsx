import type { FC } from 'hono/jsx';
import type { Problem } from '../../domain/errors.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Task } from '../../domain/work/task.ts';
import type { TaskInHand } from '../../use-cases/tasks/task-in-hand.ts';
import type { Typed } from '../auth/typed.ts';
import { type Looking, Page } from './layout.tsx';
import { Hidden } from './parts/hidden.tsx';
import { absolute, Moment, type When } from './parts/moment.tsx';
import { Due, sayTask, TASK_STATES } from './parts/say-task.tsx';
import { Trouble } from './parts/trouble.tsx';
import { Text } from './questions.tsx';

interface Seen extends TaskInHand {
  readonly typed: Typed;
  readonly click: string;
  readonly problem?: Problem | undefined;
}

export function taskPage(looking: Looking, { task, names, whyNot, others, typed, click, problem }: Seen) {
  const { when, csrf } = looking;
  return (
    <Page title={sayTask(task, names)} looking={looking}>
      <p class="id">{task.id}</p>
      <h1>{sayTask(task, names)}</h1>
      <Facts task={task} names={names} when={when} />
      {problem === undefined ? null : <Trouble problem={problem} here={`/tasks/${task.id}`} />}
      <h2>What to do</h2>
      <p class="written" dir="auto">
        {task.instructions}
      </p>
      <div data-live="answer">{task.state === 'open' ? null : <Answer task={task} />}</div>
      <div data-live="hands">
        {whyNot === undefined ? (
          <Hands path={`/tasks/${task.id}`} form={{ csrf, click }} typed={typed} others={others} />
        ) : (
          task.state === 'open' && <p class="hint">{whyNot.detail}</p>
        )}
      </div>
    </Page>
  );
}

interface About {
  readonly task: Task;
  readonly names: ReadonlyMap<string, string>;
  readonly when: When;
}

const Facts: FC<About> = ({ task, names, when }) => {
  const named = (id: string | undefined) => (id === undefined ? undefined : (names.get(id) ?? id));
  const { appId, beneficiaryId, assigneeId, requestId, createdAt, doneAt, doneById, state } = task;
  const rows = [
    ['App', <bdi>{named(appId)}</bdi>],
    ['Whose access', beneficiaryId && <bdi>{named(beneficiaryId)}</bdi>],
    ['Assigned to', <bdi>{named(assigneeId) ?? 'nobody yet'}</bdi>],
    ['Request', requestId && <a href={`/requests/${requestId}`}>{requestId}</a>],
    ['Asked', <At at={createdAt} when={when} />],
    ['Due', state === 'open' && <Due task={task} when={when} />],
    [TASK_STATES[state], doneAt && <At at={doneAt} when={when} />],
    ['By', doneById && <bdi>{named(doneById)}</bdi>],
  ] as const;
  return (
    <dl class="clocks" data-live="facts">
      {rows.map(([name, value]) =>
        value === undefined || value === false ? null : (
          <>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </>
        ),
      )}
    </dl>
  );
};

const At: FC<{ at: number; when: When }> = ({ at, when }) => (
  <>
    <Moment at={at} when={when} /> <span class="quiet">{absolute(at, when.zone)}</span>
  </>
);

const Answer: FC<{ task: Task }> = ({ task: { state, answer } }) => (
  <>
    <h2>{state === 'completed' ? 'Remark' : 'Why not'}</h2>
    {answer === undefined || answer === '' ? (
      <p class="quiet">{state === 'withdrawn' ? 'Something else was wanted by then.' : 'Nothing was said.'}</p>
    ) : (
      <blockquote dir="auto">{answer}</blockquote>
    )}
  </>
);

interface Doing {
  readonly path: string;
  readonly form: { readonly csrf: string; readonly click: string };
  readonly typed: Typed;
  readonly others: readonly Person[];
}

const Hands: FC<Doing> = ({ path, form, typed, others }) => (
  <div class="hands">
    <form method="post" class="asked" action={`${path}/complete`}>
      <h2>It is done</h2>
      <Hidden {...form} />
      <Text name="comment" label="Remark, if you like" typed={typed} />
      <button type="submit">Mark complete</button>
    </form>
    <form method="post" class="asked" action={`${path}/refuse`}>
      <h2>It cannot be done</h2>
      <Hidden {...form} />
      <Text name="reason" label="Reason" typed={typed} isNeeded />
      <button class="quiet" type="submit">
        Can’t do it
      </button>
    </form>
    <form method="post" class="asked" action={`${path}/hand-over`}>
      <h2>Somebody else should do it</h2>
      <Hidden {...form} />
      <label>
        Their e-mail
        <input name="to" list="others" required maxlength={200} autocomplete="off" value={typed['to'] ?? ''} />
      </label>
      <datalist id="others">
        {others.map(({ email, name }) => (
          <option value={email}>{name}</option>
        ))}
      </datalist>
      <button class="quiet" type="submit">
        Hand over
      </button>
    </form>
  </div>
);
