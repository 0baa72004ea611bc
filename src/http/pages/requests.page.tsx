import type { FC } from 'hono/jsx';
import type { Request } from '../../domain/request/request.ts';
import type { Tab } from '../../domain/request/state.ts';
import { type Looking, Page } from './layout.tsx';
import { Chip } from './parts/chip.tsx';
import { Moment, span, type When } from './parts/moment.tsx';

const TABS: readonly { readonly tab: Tab | undefined; readonly name: string }[] = [
  { tab: undefined, name: 'All' },
  { tab: 'open', name: 'Open' },
  { tab: 'closed', name: 'Closed' },
  { tab: 'rejected', name: 'Rejected' },
];

interface List {
  readonly requests: readonly Request[];
  readonly tab: Tab | undefined;
  /** Of the next page. */
  readonly next: string | undefined;
}

export function requestsPage(looking: Looking, { requests, tab, next }: List) {
  return (
    <Page title="Requests" looking={looking} wide>
      <h1>Requests</h1>
      <nav class="tabs" aria-label="Which requests">
        {TABS.map((one) => (
          <a href={pathOf(one.tab)} aria-current={one.tab === tab ? 'page' : undefined}>
            {one.name}
          </a>
        ))}
      </nav>
      {requests.length === 0 ? <Nothing tab={tab} /> : <RequestTable requests={requests} when={looking.when} />}
      {next === undefined ? null : (
        <p>
          <a
            class="button quiet"
            href={`${pathOf(tab)}${tab === undefined ? '?' : '&'}after=${encodeURIComponent(next)}`}
          >
            Older
          </a>
        </p>
      )}
    </Page>
  );
}

function pathOf(tab: Tab | undefined): string {
  return tab === undefined ? '/requests' : `/requests?tab=${tab}`;
}

const Nothing: FC<{ tab: Tab | undefined }> = ({ tab }) => (
  <p class="empty">{tab === 'open' ? 'Nothing waits for a decision.' : 'There is nothing here yet.'}</p>
);

export const RequestTable: FC<{ requests: readonly Request[]; when: When }> = ({ requests, when }) => (
  <div class="scroll">
    <table class="list">
      <thead>
        <tr>
          {['Status', 'Ticket', 'Requester', 'Type', 'App', 'Comment', 'Created', 'Resolved in'].map((name) => (
            <th scope="col">{name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {requests.map((request) => (
          <Row request={request} when={when} />
        ))}
      </tbody>
    </table>
  </div>
);

const Row: FC<{ request: Request; when: When }> = ({ request, when }) => {
  const { id, createdAt, decidedAt, reason } = request;
  const named = (key: string) => request.names[key] ?? key;
  return (
    <tr>
      <td>
        <Chip request={request} when={when} />
      </td>
      <td>
        <a class="id" href={`/requests/${id}`}>
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
