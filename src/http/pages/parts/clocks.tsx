import type { FC } from 'hono/jsx';
import { startOf } from '../../../domain/lease/lease.ts';
import type { Request } from '../../../domain/request/request.ts';
import { decideDeadline } from '../../../domain/request/thread.ts';
import type { Instant } from '../../../domain/time.ts';
import { absolute, Moment, type When } from './moment.tsx';

interface Props {
  readonly request: Request;
  /** Where its extensions have to end. */
  readonly furthest: Instant | undefined;
  readonly when: When;
}

export const Clocks: FC<Props> = ({ request, furthest, when }) => {
  const { clocks, decidedAt, endsAt, verifiedGoneAt, lease } = request;
  const isAhead = request.changes.every(({ effectiveAt }) => effectiveAt === undefined);
  const rows: readonly (readonly [string, Instant | undefined])[] = [
    ['Asked', request.createdAt],
    decidedAt === undefined ? ['Decide by', decideDeadline(clocks)] : ['Decided', decidedAt],
    ['Starts', isAhead ? startOf(lease.granted ?? lease.asked) : undefined],
    ['Given by', clocks.giveBy],
    ['Ends', endsAt],
    ['Extended at most until', verifiedGoneAt === undefined ? furthest : undefined],
    ['Proven gone', verifiedGoneAt],
  ];
  return (
    <dl class="clocks">
      {rows.map(([name, at]) =>
        at === undefined ? null : (
          <>
            <dt>{name}</dt>
            <dd>
              <Moment at={at} when={when} /> <span class="quiet">{absolute(at, when.zone)}</span>
            </dd>
          </>
        ),
      )}
    </dl>
  );
};
