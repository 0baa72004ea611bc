import type { FC } from 'hono/jsx';
import type { Problem } from '../../domain/errors.ts';
import type { PersonId } from '../../domain/ids.ts';
import { openLevel } from '../../domain/request/decide.ts';
import type { Request } from '../../domain/request/request.ts';
import { decideDeadline, hasOpenQuestion } from '../../domain/request/thread.ts';
import { type Looking, Page } from './layout.tsx';
import { Flags } from './parts/flags.tsx';
import { Moment, type When } from './parts/moment.tsx';
import { SaidReason, Sentence } from './parts/say-request.tsx';
import { Trouble } from './parts/trouble.tsx';

interface Waiting {
  /** Of this page, oldest deadline first. */
  readonly requests: readonly Request[];
  readonly total: number;
  /** Of the next page. */
  readonly next: string | undefined;
  readonly areSelected: boolean;
  readonly problem?: Problem | undefined;
}

export function approvalsPage(looking: Looking, { requests, total, next, areSelected, problem }: Waiting) {
  return (
    <Page title="Approvals" looking={looking} wide>
      <h1>Approvals</h1>
      {problem === undefined ? null : <Trouble problem={problem} here="/approvals" />}
      <section data-live="approvals">
        {total === 0 ? (
          <Nothing />
        ) : (
          <form method="get" action="/approvals/decide">
            <Bar total={total} areSelected={areSelected} />
            <ul class="rows approvals" data-rows="request">
              {requests.map((request) => (
                <One request={request} looking={looking} isSelected={areSelected} />
              ))}
            </ul>
          </form>
        )}
      </section>
      {next === undefined ? null : (
        <p>
          <a class="button quiet" href={next}>
            Later ones
          </a>
        </p>
      )}
    </Page>
  );
}

const Nothing: FC = () => (
  <div class="empty">
    <p>Nothing waits for your decision. What is asked of you comes here, the oldest deadline first.</p>
    <a class="button quiet" href="/requests">
      See requests
    </a>
  </div>
);

const Bar: FC<{ total: number; areSelected: boolean }> = ({ total, areSelected }) => (
  <div class="actions bulk">
    <button class="quiet" name="decision" value="approve" type="submit">
      Approve selected
    </button>
    <button class="quiet" name="decision" value="reject" type="submit">
      Reject selected
    </button>
    {areSelected ? <a href="/approvals">Select none</a> : <a href="/approvals?select=all">Select all shown</a>}
    <span class="quiet">{total === 1 ? '1 waits for you' : `${total} wait for you`}</span>
  </div>
);

const One: FC<{ request: Request; looking: Looking; isSelected: boolean }> = ({ request, looking, isSelected }) => {
  const { person, when } = looking;
  return (
    <li data-row={request.id}>
      <label class="pick">
        <input type="checkbox" name="id" value={request.id} checked={isSelected} aria-label={`Select ${request.id}`} />
      </label>
      <div class="said">
        <p class="sentence">
          <a href={`/requests/${request.id}`} data-open>
            <Sentence request={request} zone={when.zone} />
          </a>
          <Flags request={request} />
        </p>
        <SaidReason request={request} />
        <p class="hint">
          <Deadline request={request} when={when} /> · {why(request, person.id)} · <span class="id">{request.id}</span>
        </p>
      </div>
      <span class="actions">
        <a class="button" href={`/requests/${request.id}/approve`} aria-label={`Approve ${request.id}`} data-key="a">
          Approve
        </a>
        <a
          class="button quiet"
          href={`/requests/${request.id}/reject`}
          aria-label={`Reject ${request.id}`}
          data-key="r"
        >
          Reject
        </a>
      </span>
    </li>
  );
};

const Deadline: FC<{ request: Request; when: When }> = ({ request, when }) =>
  hasOpenQuestion(request) ? (
    <>waits for an answer</>
  ) : (
    <>
      to be decided <Moment at={decideDeadline(request.clocks)} when={when} />
    </>
  );

/** Why they are asked: as what they are, or for whom they stand. */
function why(request: Request, self: PersonId): string {
  const approvers = openLevel(request)?.approvers ?? [];
  const own = approvers.find(({ personId }) => personId === self);
  if (own !== undefined) return `you: ${own.because}`;
  const [other] = approvers;
  return other === undefined ? 'for somebody else' : `for ${request.names[other.personId] ?? other.personId}`;
}
