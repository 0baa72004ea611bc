import type { Child, FC } from 'hono/jsx';
import type { Problem } from '../../domain/errors.ts';
import type { Request } from '../../domain/request/request.ts';
import { sayReason } from '../../domain/request/say-request.ts';
import { sayUsual, type UsualLease } from '../../domain/telling/usual-lease.ts';
import type { Instant } from '../../domain/time.ts';
import type { Timeline as Told } from '../../use-cases/audit/see-timeline.ts';
import type { Looker } from '../../use-cases/desk/see-looking.ts';
import type { AboutChanges } from '../../use-cases/see-changes.ts';
import type { Action } from '../../use-cases/see-actions.ts';
import { type Looking, Page } from './layout.tsx';
import { Actions } from './parts/actions.tsx';
import { Changes } from './parts/changes.tsx';
import { Chip } from './parts/chip.tsx';
import { Clocks } from './parts/clocks.tsx';
import { Flags } from './parts/flags.tsx';
import { Levels } from './parts/levels.tsx';
import { LookingNow } from './parts/looking-now.tsx';
import { Moment, type When } from './parts/moment.tsx';
import { Timeline } from './parts/timeline.tsx';
import { Trouble } from './parts/trouble.tsx';
import { Sentence } from './parts/say-request.tsx';

interface Seen {
  readonly request: Request;
  readonly about: AboutChanges;
  readonly actions: ReadonlySet<Action>;
  /** Of each form of the page. */
  readonly click: string;
  /** Of Temporal UI, for those who operate. */
  readonly workflowUrl: string | undefined;
  readonly timeline: Told;
  /** Where extensions of it have to end. */
  readonly furthest: Instant | undefined;
  readonly looker: Looker | undefined;
  readonly usual: UsualLease | undefined;
  readonly problem?: Problem | undefined;
}

export function requestPage(
  looking: Looking,
  { request, about, actions, click, workflowUrl, timeline, furthest, looker, usual, problem }: Seen,
) {
  const { when, csrf } = looking;
  return (
    <Page title={request.id} looking={looking}>
      <p class="id">{request.id}</p>
      <h1 data-live="sentence">
        <Sentence request={request} zone={when.zone} />
      </h1>
      <p data-live="state">
        <Chip request={request} when={when} />
        <Flags request={request} />
        {usual === undefined ? null : <span class="quiet"> {sayUsual(usual)}</span>}
      </p>
      <LookingNow looker={looker} when={when} />
      {problem === undefined ? null : <Trouble problem={problem} here={`/requests/${request.id}`} />}
      <Actions id={request.id} actions={actions} csrf={csrf} click={click} />
      <Part name="Why">
        <Why request={request} />
      </Part>
      <Part name="What changes">
        <Changes request={request} about={about} when={when} />
      </Part>
      <Part name="Who decides">
        <Levels request={request} when={when} />
      </Part>
      <Part name="Clocks">
        <Clocks request={request} furthest={furthest} when={when} />
      </Part>
      <Part name="Timeline">
        <Timeline told={timeline} when={when} />
      </Part>
      <div data-live="thread">
        {request.thread.length === 0 ? null : (
          <Part name="Thread">
            <Thread request={request} when={when} />
          </Part>
        )}
      </div>
      {workflowUrl === undefined ? null : (
        <p>
          <a href={workflowUrl}>Its workflow in Temporal</a>
        </p>
      )}
    </Page>
  );
}

const Part: FC<{ name: string; children: Child }> = ({ name, children }) => (
  <section data-live={name}>
    <h2>{name}</h2>
    {children}
  </section>
);

const Why: FC<{ request: Request }> = ({ request }) => (
  <>
    {sayReason(request) === '' ? <p class="quiet">No reason was given.</p> : <p dir="auto">{sayReason(request)}</p>}
    {request.bundleId === undefined ? null : (
      <p>
        <a href={`/requests?bundle=${request.bundleId}`}>Asked for together with others</a>
      </p>
    )}
  </>
);

const Thread: FC<{ request: Request; when: When }> = ({ request, when }) => (
  <ol class="thread">
    {request.thread.map(({ by, at, text }) => (
      <li>
        <p class="quiet">
          {request.names[by] ?? by} · <Moment at={at} when={when} />
        </p>
        <p dir="auto">{text}</p>
      </li>
    ))}
  </ol>
);
