import type { FC } from 'hono/jsx';
import type { Problem } from '../../domain/errors.ts';
import type { Request } from '../../domain/request/request.ts';
import type { Typed } from '../auth/typed.ts';
import type { Became } from '../web/decide-each.ts';
import { type Looking, Page } from './layout.tsx';
import { Hidden } from './parts/hidden.tsx';
import { Sentence } from './parts/say-request.tsx';
import { Trouble } from './parts/trouble.tsx';
import { Text } from './questions.tsx';

export type Bulk = 'approve' | 'reject';

interface Asked {
  readonly decision: Bulk;
  readonly requests: readonly Request[];
  readonly typed: Typed;
  readonly click: string;
  readonly problem?: Problem | undefined;
}

const WORDS = {
  approve: { verb: 'Approve', comment: 'Comment, if you like' },
  reject: { verb: 'Reject', comment: 'Comment: those who asked will read it' },
} as const;

function counted(count: number): string {
  return count === 1 ? 'this request' : `these ${count} requests`;
}

export function bulkPage(looking: Looking, { decision, requests, typed, click, problem }: Asked) {
  const { verb, comment } = WORDS[decision];
  return (
    <Page title={`${verb} several requests`} looking={looking}>
      <h1>
        {verb} {counted(requests.length)}?
      </h1>
      <p class="lead">Each is decided on its own. What cannot be decided is left as it is, and said afterwards.</p>
      {problem === undefined ? null : <Trouble problem={problem} here="/approvals" />}
      <ul class="rows">
        {requests.map((request) => (
          <li>
            <Sentence request={request} zone={looking.when.zone} /> <span class="id">{request.id}</span>
          </li>
        ))}
      </ul>
      <form method="post" class="asked" action="/approvals/decide">
        <Hidden csrf={looking.csrf} click={click} />
        <input type="hidden" name="decision" value={decision} />
        <input type="hidden" name="ids" value={requests.map(({ id }) => id).join(' ')} />
        <Text name="comment" label={comment} typed={typed} />
        <div class="actions">
          <button class={decision === 'reject' ? 'danger' : undefined} type="submit">
            Yes, {verb.toLowerCase()} {counted(requests.length)}
          </button>
          <a class="button quiet" href="/approvals">
            Back
          </a>
        </div>
      </form>
    </Page>
  );
}

export function bulkDonePage(looking: Looking, { decision, became }: { decision: Bulk; became: readonly Became[] }) {
  const refused = became.filter(({ problem }) => problem !== undefined).length;
  const done = became.length - refused;
  return (
    <Page title="What became of them" looking={looking}>
      <h1>What became of them</h1>
      <p class="lead" role="status">
        {done} of {became.length} decided{refused === 0 ? '.' : '; the rest is as it was.'}
      </p>
      <ul class="rows became">
        {became.map((one) => (
          <Outcome one={one} decision={decision} looking={looking} />
        ))}
      </ul>
      <p>
        <a class="button quiet" href="/approvals">
          Back to approvals
        </a>
      </p>
    </Page>
  );
}

const Outcome: FC<{ one: Became; decision: Bulk; looking: Looking }> = ({ one, decision, looking }) => {
  const { request, did, problem } = one;
  return (
    <li>
      <p>
        <a href={`/requests/${request.id}`}>
          <Sentence request={request} zone={looking.when.zone} />
        </a>{' '}
        <span class="id">{request.id}</span>
      </p>
      {problem === undefined ? (
        <p class="fine">{did === 'recorded' ? KEPT : DONE[decision]}</p>
      ) : (
        <Trouble problem={problem} here={`/requests/${request.id}/${decision}`} />
      )}
    </li>
  );
};

const DONE = { approve: 'Approved.', reject: 'Rejected.' } as const;
const KEPT = 'Recorded; not applied yet. It takes effect when a worker is back.';
