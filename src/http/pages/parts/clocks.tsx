import type { FC } from 'hono/jsx';
import type { Request } from '../../../domain/request/request.ts';
import { decideDeadline } from '../../../domain/request/thread.ts';
import type { Instant } from '../../../domain/time.ts';
import { absolute, Moment, type When } from './moment.tsx';

export const Clocks: FC<{ request: Request; when: When }> = ({ request, when }) => {
  const { clocks, decidedAt, endsAt, verifiedGoneAt } = request;
  const rows: readonly (readonly [string, Instant | undefined])[] = [
    ['Asked', request.createdAt],
    decidedAt === undefined ? ['Decide by', decideDeadline(clocks)] : ['Decided', decidedAt],
    ['Given by', clocks.giveBy],
    ['Ends', endsAt],
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
