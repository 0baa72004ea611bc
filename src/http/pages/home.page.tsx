import type { FC } from 'hono/jsx';
import type { Request } from '../../domain/request/request.ts';
import { type Looking, Page } from './layout.tsx';
import { AskHere } from './parts/ask-here.tsx';
import { Chip } from './parts/chip.tsx';
import type { When } from './parts/moment.tsx';
import { SaidReason, Sentence } from './parts/say-request.tsx';

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
      <AskHere />
      <h1>Needs you</h1>
      <section data-live="needs-you">
        {toDecide.length === 0 ? <p class="empty">Nothing waits for your decision.</p> : null}
        <Cards requests={toDecide} when={when} decide />
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

const Cards: FC<{ requests: readonly Request[]; when: When; decide?: boolean }> = ({ requests, when, decide }) => (
  <ul class="cards" data-rows={decide === true ? 'request' : undefined}>
    {requests.map((request) => (
      <li class="card" data-row={request.id}>
        <p class="sentence">
          <a href={`/requests/${request.id}`} data-open>
            <Sentence request={request} zone={when.zone} />
          </a>
        </p>
        <SaidReason request={request} />
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
    <a class="button" href={`/requests/${id}/approve`} data-key="a">
      Approve
    </a>
    <a class="button quiet" href={`/requests/${id}/reject`} data-key="r">
      Reject
    </a>
  </span>
);
