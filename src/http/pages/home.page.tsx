import type { Child, FC } from 'hono/jsx';
import type { Request } from '../../domain/request/request.ts';
import type { Task } from '../../domain/work/task.ts';
import { type Looking, Page } from './layout.tsx';
import { AskHere } from './parts/ask-here.tsx';
import { Chip } from './parts/chip.tsx';
import { Flags } from './parts/flags.tsx';
import type { When } from './parts/moment.tsx';
import { SaidReason, Sentence } from './parts/say-request.tsx';
import { Due, sayTask } from './parts/say-task.tsx';

interface Home {
  /** Somebody who decides wants to know something of this person first. */
  readonly toAnswer: readonly Request[];
  /** Wait for this person's decision. */
  readonly toDecide: readonly Request[];
  /** By hand: this person's, or of an app of theirs. */
  readonly tasks: readonly Task[];
  readonly names: ReadonlyMap<string, string>;
  readonly moving: readonly Request[];
  readonly endsSoon: readonly Request[];
}

export function homePage(looking: Looking, { toAnswer, toDecide, tasks, names, moving, endsSoon }: Home) {
  const { when } = looking;
  return (
    <Page title="Home" looking={looking}>
      <AskHere />
      <h1>Needs you</h1>
      <section data-live="needs-nobody">
        {[...toAnswer, ...toDecide, ...tasks].length === 0 ? <Nothing /> : null}
      </section>
      <section data-live="to-answer">
        <Cards requests={toAnswer} when={when} Buttons={Answer} />
      </section>
      <section data-live="needs-you">
        <Cards requests={toDecide} when={when} Buttons={Decide} isAnnounced />
      </section>
      <section data-live="tasks">
        <ul class="cards">
          {tasks.map((task) => (
            <Work task={task} names={names} when={when} />
          ))}
        </ul>
      </section>
      <section data-live="moving">
        {moving.length === 0 ? null : <h2>Yours, moving</h2>}
        <Cards requests={moving} when={when} />
      </section>
      <section data-live="ends-soon">
        {endsSoon.length === 0 ? null : <h2>Ends soon</h2>}
        <Cards requests={endsSoon} when={when} />
      </section>
    </Page>
  );
}

const Nothing: FC = () => (
  <div class="empty">
    <p>Nothing waits for you. What others ask of you comes here, and how your own requests go.</p>
    <a class="button quiet" href="/requests/new">
      Ask for access
    </a>
  </div>
);

interface OfCards {
  readonly requests: readonly Request[];
  readonly when: When;
  readonly Buttons?: FC<{ id: string }>;
  /** New ones are told about, and not put under somebody's hand. */
  readonly isAnnounced?: boolean;
}

const Cards: FC<OfCards> = ({ requests, when, Buttons, isAnnounced }) => (
  <ul class="cards" data-rows={isAnnounced === true ? 'request' : undefined}>
    {requests.map((request) => (
      <Card href={`/requests/${request.id}`} id={request.id} said={<Sentence request={request} zone={when.zone} />}>
        <SaidReason request={request} />
        <div class="foot">
          <span>
            <Chip request={request} when={when} />
            <Flags request={request} />
          </span>
          {Buttons === undefined ? null : <Buttons id={request.id} />}
        </div>
      </Card>
    ))}
  </ul>
);

const Card: FC<{ href: string; id: string; said: Child; children: Child }> = ({ href, id, said, children }) => (
  <li class="card" data-row={id}>
    <p class="sentence">
      <a href={href} data-open>
        {said}
      </a>
    </p>
    {children}
  </li>
);

const Work: FC<{ task: Task; names: Home['names']; when: When }> = ({ task, names, when }) => (
  <Card href={`/tasks/${task.id}`} id={task.id} said={<b>{sayTask(task, names)}</b>}>
    <p class="quiet">
      <bdi>{names.get(task.appId)}</bdi>
      {task.beneficiaryId === undefined ? null : (
        <>
          {' '}
          for <bdi>{names.get(task.beneficiaryId)}</bdi>
        </>
      )}
      {task.dueAt === undefined ? null : (
        <>
          {' '}
          · <Due task={task} when={when} />
        </>
      )}
    </p>
  </Card>
);

const Answer: FC<{ id: string }> = ({ id }) => (
  <span class="actions">
    <a class="button" href={`/requests/${id}/answer`}>
      Answer the question
    </a>
  </span>
);

const Decide: FC<{ id: string }> = ({ id }) => (
  <span class="actions">
    <a class="button" href={`/requests/${id}/approve`} data-key="a">
      Approve
    </a>
    <a class="button quiet" href={`/requests/${id}/reject`} data-key="r">
      Reject
    </a>
  </span>
);
