import type { FC } from 'hono/jsx';
import type { Request } from '../../domain/request/request.ts';
import { type Looking, Page } from './layout.tsx';
import { Chip } from './parts/chip.tsx';
import type { When } from './parts/moment.tsx';
import { Sentence } from './parts/say-request.tsx';

interface Home {
  /** Wait for this person's decision. */
  readonly toDecide: readonly Request[];
  readonly moving: readonly Request[];
  readonly endsSoon: readonly Request[];
}

export function homePage(looking: Looking, { toDecide, moving, endsSoon }: Home) {
  const { when } = looking;
  return (
    <Page title="Home" looking={looking}>
      <h1>Needs you</h1>
      {toDecide.length === 0 ? <p class="empty">Nothing waits for your decision.</p> : null}
      <Cards requests={toDecide} when={when} decide />
      {moving.length === 0 ? null : <h2>Yours, moving</h2>}
      <Cards requests={moving} when={when} />
      {endsSoon.length === 0 ? null : <h2>Ends soon</h2>}
      <Cards requests={endsSoon} when={when} />
    </Page>
  );
}

const Cards: FC<{ requests: readonly Request[]; when: When; decide?: boolean }> = ({ requests, when, decide }) => (
  <ul class="cards">
    {requests.map((request) => (
      <li class="card">
        <p class="sentence">
          <a href={`/requests/${request.id}`}>
            <Sentence request={request} zone={when.zone} />
          </a>
        </p>
        {request.reason === '' ? null : <blockquote>{request.reason}</blockquote>}
        <div class="foot">
          <Chip request={request} when={when} />
          {decide === true ? <Decide id={request.id} /> : null}
        </div>
      </li>
    ))}
  </ul>
);

const Decide: FC<{ id: string }> = ({ id }) => (
  <span class="actions">
    <a class="button" href={`/requests/${id}/approve`}>
      Approve
    </a>
    <a class="button quiet" href={`/requests/${id}/reject`}>
      Reject
    </a>
  </span>
);
