import type { FC } from 'hono/jsx';
import type { Request } from '../../../domain/request/request.ts';
import { Chip } from './chip.tsx';
import { Moment, type When } from './moment.tsx';
import { Sentence } from './say-request.tsx';

interface Props {
  readonly requests: readonly Request[];
  readonly when: When;
  /** Where all of them are. */
  readonly all: string;
}

/** The latest few, in a line each. */
export const RequestRows: FC<Props> = ({ requests, when, all }) => (
  <>
    {requests.length === 0 ? <p class="quiet">None that you may see.</p> : null}
    <ul class="rows">
      {requests.map((request) => (
        <li class="foot">
          <a href={`/requests/${request.id}`}>
            <Sentence request={request} zone={when.zone} />
          </a>
          <span class="quiet">
            <Moment at={request.createdAt} when={when} /> <Chip request={request} when={when} />
          </span>
        </li>
      ))}
    </ul>
    {requests.length === 0 ? null : (
      <p>
        <a href={all}>All of them</a>
      </p>
    )}
  </>
);
