import type { FC } from 'hono/jsx';
import { whoCanActNow } from '../../../domain/request/remind.ts';
import type { Request, RequestState } from '../../../domain/request/request.ts';
import { stateOf } from '../../../domain/request/state.ts';
import { decideDeadline } from '../../../domain/request/thread.ts';
import { Mark, type Meaning } from './mark.tsx';
import { absolute, span, type When } from './moment.tsx';

const LOOKS: { readonly [State in RequestState]: readonly [Meaning, string] } = {
  pending_approval: ['waiting', 'Waiting'],
  approved: ['live', 'Approved'],
  scheduled: ['ahead', 'Scheduled'],
  provisioning: ['waiting', 'Being given'],
  active: ['live', 'Active'],
  ending: ['waiting', 'Ending'],
  ended: ['over', 'Ended'],
  rejected: ['refused', 'Rejected'],
  cancelled: ['over', 'Cancelled'],
  lapsed: ['over', 'Lapsed'],
  failed: ['trouble', 'Failed'],
};

export function wordOf(state: RequestState): string {
  return LOOKS[state][1];
}

/** State and the one number that matters: `Waiting · Ada, Lin · 2 d left`. */
export const Chip: FC<{ request: Request; when: When }> = ({ request, when }) => {
  const seen = { ...request, asOf: when.now };
  const isStanding = seen.changes.some(({ state, failure }) => state === 'taking' && failure !== undefined);
  const [meaning, word]: readonly [Meaning, string] = isStanding
    ? ['trouble', 'STILL HAS ACCESS']
    : LOOKS[stateOf(seen)];
  return (
    <Mark
      meaning={meaning}
      tail={
        <>
          <Left request={seen} when={when} />
          <Elapsed request={seen} when={when} />
        </>
      }
    >
      {[word, ...detailOf(seen)].join(' · ')}
    </Mark>
  );
};

/** Ticks where there is a script. */
const Left: FC<{ request: Request; when: When }> = ({ request, when: { now, zone } }) => {
  const state = stateOf(request);
  const until = state === 'active' ? request.endsAt : decideDeadline(request.clocks);
  if (until === undefined || !['active', 'pending_approval'].includes(state)) return null;
  return (
    <span class="left">
      {' · '}
      <time datetime={new Date(until).toISOString()} title={absolute(until, zone)} data-left>
        {span(Math.max(0, until - now))} left
      </time>
    </span>
  );
};

/** How much of the lease is over; the words say it too. */
const Elapsed: FC<{ request: Request; when: When }> = ({ request, when: { now } }) => {
  const began = request.changes.flatMap(({ effectiveAt }) => effectiveAt ?? [])[0];
  const { endsAt } = request;
  if (stateOf(request) !== 'active' || endsAt === undefined || began === undefined || endsAt <= began) return null;
  return <progress max={endsAt - began} value={Math.min(endsAt, now) - began} data-from={began} aria-hidden="true" />;
};

function detailOf(request: Request): string[] {
  const state = stateOf(request);
  if (state === 'active') return request.endsAt === undefined ? ['no end'] : [];
  if (state !== 'pending_approval') return [];
  const names = whoCanActNow(request).map((id) => (request.names[id] ?? id).split(' ')[0] ?? id);
  const shown = names.length > 2 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : names.join(', ');
  return [shown];
}
