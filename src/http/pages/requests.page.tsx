import type { FC } from 'hono/jsx';
import type { App } from '../../domain/catalog/app.ts';
import type { AppId, BundleId } from '../../domain/ids.ts';
import { REQUEST_STATES, type Request, type RequestState } from '../../domain/request/request.ts';
import { sayReason } from '../../domain/request/say-request.ts';
import type { Tab } from '../../domain/request/state.ts';
import { type Looking, Page, sayCount } from './layout.tsx';
import { AskHere } from './parts/ask-here.tsx';
import { Chip, wordOf } from './parts/chip.tsx';
import { Moment, span, type When } from './parts/moment.tsx';

/** What was chosen, as it stands in the address. */
interface Chosen {
  readonly q?: string | undefined;
  readonly tab?: Tab | undefined;
  readonly app?: AppId | undefined;
  readonly state?: RequestState | undefined;
  readonly sort?: 'oldest' | undefined;
  readonly bundle?: BundleId | undefined;
}

export interface Listed {
  readonly requests: readonly Request[];
  readonly apps: readonly App[];
  readonly counts: { readonly [One in Tab]: number };
  readonly chosen: Chosen;
  /** Of the next page. */
  readonly next: string | undefined;
}

const TAB_NAMES = [
  [undefined, 'All'],
  ['open', 'Open'],
  ['closed', 'Closed'],
  ['rejected', 'Rejected'],
] as const;

export function requestsPage(looking: Looking, { requests, apps, counts, chosen, next }: Listed) {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <Page title="Requests" looking={looking} wide>
      <h1>Requests</h1>
      <AskHere />
      <Search chosen={chosen} apps={apps} />
      {chosen.bundle === undefined ? null : <Together />}
      <nav class="tabs" aria-label="Which requests">
        {TAB_NAMES.map(([tab, name]) => (
          <a href={addressOf({ ...chosen, tab })} aria-current={tab === chosen.tab ? 'page' : undefined}>
            {name} <span class="quiet">{sayCount(tab === undefined ? all : counts[tab])}</span>
          </a>
        ))}
      </nav>
      <section data-live="requests">
        {requests.length === 0 ? (
          <Nothing chosen={chosen} />
        ) : (
          <RequestTable requests={requests} when={looking.when} chosen={chosen} />
        )}
      </section>
      {next === undefined ? null : (
        <p class="actions">
          <a class="button quiet" href={addressOf({ ...chosen, after: next })}>
            {chosen.sort === 'oldest' ? 'Newer' : 'Older'}
          </a>
        </p>
      )}
    </Page>
  );
}

function addressOf(chosen: Chosen & { readonly after?: string }): string {
  const set = Object.entries(chosen).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return set.length === 0 ? '/requests' : `/requests?${new URLSearchParams(set)}`;
}

const Search: FC<{ chosen: Chosen; apps: readonly App[] }> = ({ chosen, apps }) => (
  <form class="searching" method="get" action="/requests" role="search">
    {chosen.tab === undefined ? null : <input type="hidden" name="tab" value={chosen.tab} />}
    {chosen.bundle === undefined ? null : <input type="hidden" name="bundle" value={chosen.bundle} />}
    {chosen.sort === undefined ? null : <input type="hidden" name="sort" value={chosen.sort} />}
    <label>
      Search
      <input
        type="search"
        name="q"
        value={chosen.q ?? ''}
        placeholder="Ticket, person or app"
        autocomplete="off"
        data-key="/"
      />
    </label>
    <label>
      App
      <select name="app">
        <option value="">Any</option>
        {apps.map(({ id, name }) => (
          <option value={id} selected={id === chosen.app}>
            {name}
          </option>
        ))}
      </select>
    </label>
    <label>
      Status
      <select name="state">
        <option value="">Any</option>
        {REQUEST_STATES.map((state) => (
          <option value={state} selected={state === chosen.state}>
            {wordOf(state)}
          </option>
        ))}
      </select>
    </label>
    <button class="quiet" type="submit">
      Show
    </button>
  </form>
);

const Together: FC = () => (
  <p class="lead">
    Only what was asked for together: one request for each app, and each is decided, given and ended by itself.{' '}
    <a href="/requests">All requests</a>
  </p>
);

const Nothing: FC<{ chosen: Chosen }> = ({ chosen: { tab, ...narrowed } }) => {
  const isNarrowed = Object.values(narrowed).some((one) => one !== undefined);
  if (isNarrowed)
    return (
      <div class="empty">
        <p>Nothing like that is here.</p>
        <a class="button quiet" href={addressOf({ tab })}>
          Show everything
        </a>
      </div>
    );
  return <p class="empty">{tab === 'open' ? 'Nothing waits for a decision.' : 'There is nothing here yet.'}</p>;
};

const COLUMNS = ['Status', 'Ticket', 'Requester', 'Type', 'App', 'Comment', 'Created', 'Resolved in'];

const RequestTable: FC<{ requests: readonly Request[]; when: When; chosen: Chosen }> = ({ requests, when, chosen }) => (
  <div class="scroll">
    <table class="list requests">
      <thead>
        <tr>
          {COLUMNS.map((name) => (name === 'Created' ? <Created chosen={chosen} /> : <th scope="col">{name}</th>))}
        </tr>
      </thead>
      <tbody data-rows="request">
        {requests.map((request) => (
          <Row request={request} when={when} />
        ))}
      </tbody>
    </table>
  </div>
);

const Created: FC<{ chosen: Chosen }> = ({ chosen }) => {
  const isOldest = chosen.sort === 'oldest';
  return (
    <th scope="col" aria-sort={isOldest ? 'ascending' : 'descending'}>
      <a href={addressOf({ ...chosen, sort: isOldest ? undefined : 'oldest' })}>Created {isOldest ? '↑' : '↓'}</a>
    </th>
  );
};

const Row: FC<{ request: Request; when: When }> = ({ request, when }) => {
  const { id, createdAt, decidedAt } = request;
  const reason = sayReason(request);
  const named = (key: string) => request.names[key] ?? key;
  return (
    <tr data-row={id}>
      <td>
        <Chip request={request} when={when} />
      </td>
      <td>
        <a class="id" href={`/requests/${id}`} data-open>
          {id}
        </a>
      </td>
      <td>{named(request.requesterId)}</td>
      <td>{typeOf(request)}</td>
      <td>{named(request.appId)}</td>
      <td class="comment" title={reason}>
        {reason}
      </td>
      <td>
        <Moment at={createdAt} when={when} />
      </td>
      <td>{decidedAt === undefined ? '' : decidedAt - createdAt < 60_000 ? '< 1 m' : span(decidedAt - createdAt)}</td>
    </tr>
  );
};

/** `Request · Add, Remove`. */
function typeOf({ kind, changes }: Request): string {
  const ops = [...new Set(changes.map(({ op }) => OPS[op]))].join(', ');
  return `${KINDS[kind]} · ${ops}`;
}

const KINDS = { request: 'Request', re_raise: 'Re-raise', extend: 'Extend', direct_grant: 'Direct grant' } as const;
const OPS = { add: 'Add', remove: 'Remove', modify: 'Modify' } as const;
