import type { FC } from 'hono/jsx';
import type { Request, RequestState } from '../../../domain/request/request.ts';
import { sayWaitingFor, STATE_WORDS, STILL_HAS_ACCESS, stillHasAccess } from '../../../domain/request/say-state.ts';
import { stateOf } from '../../../domain/request/state.ts';
import { decideDeadline } from '../../../domain/request/thread.ts';
import { Mark, type Meaning } from './mark.tsx';
import type { When } from './moment.tsx';
import { Elapsed, TimeLeft } from './time-left.tsx';

const LOOKS: { readonly [State in RequestState]: Meaning } = {
  pending_approval: 'waiting',
  approved: 'live',
  scheduled: 'ahead',
  provisioning: 'waiting',
  active: 'live',
  ending: 'waiting',
  ended: 'over',
  rejected: 'refused',
  cancelled: 'over',
  lapsed: 'over',
  failed: 'trouble',
};

export function wordOf(state: RequestState): string {
  return STATE_WORDS[state];
}

/** State and the one number that matters: `Waiting · Ada, Lin · 2 d left`. */
export const Chip: FC<{ request: Request; when: When }> = ({ request, when }) => {
  const seen = { ...request, asOf: when.now };
  const state = stateOf(seen);
  const isStanding = stillHasAccess(seen);
  const meaning = isStanding ? 'trouble' : LOOKS[state];
  const word = isStanding ? STILL_HAS_ACCESS : STATE_WORDS[state];
  return (
    <Mark
      meaning={meaning}
      tail={
        <>
          <Left request={seen} when={when} />
          <Passed request={seen} when={when} />
        </>
      }
    >
      {[word, ...detailOf(seen)].join(' · ')}
    </Mark>
  );
};

const Left: FC<{ request: Request; when: When }> = ({ request, when }) => {
  const state = stateOf(request);
  const until = state === 'active' ? request.endsAt : decideDeadline(request.clocks);
  if (until === undefined || !['active', 'pending_approval'].includes(state)) return null;
  return <TimeLeft until={until} when={when} />;
};

const Passed: FC<{ request: Request; when: When }> = ({ request, when: { now } }) => {
  const [began] = request.changes.flatMap(({ effectiveAt }) => effectiveAt ?? []);
  return stateOf(request) === 'active' ? <Elapsed began={began} until={request.endsAt} now={now} /> : null;
};

function detailOf(request: Request): string[] {
  const state = stateOf(request);
  if (state === 'active') return request.endsAt === undefined ? ['no end'] : [];
  return state === 'pending_approval' ? [sayWaitingFor(request)] : [];
}
