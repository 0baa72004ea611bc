import type { FC } from 'hono/jsx';
import { type HeldState, heldStateOf, heldUntil } from '../../../domain/access/held-state.ts';
import { type Instant, MINUTE } from '../../../domain/time.ts';
import type { WhyHeld } from '../../../use-cases/access/why-held.ts';
import { Mark, type Meaning } from './mark.tsx';
import { span, type When } from './moment.tsx';
import { Elapsed, TimeLeft } from './time-left.tsx';

/** Taking takes a moment: only after it is somebody said to have what they should not. */
const A_WHILE = 5 * MINUTE;

/** `Active · 6 h 12 m left`, with a thin bar of what has passed of it. */
export const HeldMark: FC<{ why: WhyHeld; when: When }> = ({ why, when }) => {
  const { now } = when;
  const stands = standsSince(why, now);
  if (stands !== undefined)
    return <Mark meaning="trouble">STILL HAS ACCESS · should have ended {span(now - stands)} ago</Mark>;
  const state = heldStateOf(why.held);
  if (state !== 'held') {
    const [meaning, words] = STATES[state];
    return <Mark meaning={meaning}>{words}</Mark>;
  }
  return (
    <Mark
      meaning="live"
      tail={
        <>
          <Left why={why} when={when} />
          <Elapsed began={beganAt(why)} until={heldUntil(why.held.claims)} now={now} />
        </>
      }
    >
      Active
    </Mark>
  );
};

const STATES: { readonly [State in Exclude<HeldState, 'held'>]: readonly [Meaning, string] } = {
  giving: ['waiting', 'Being given'],
  taking: ['waiting', 'Being taken back'],
  gone: ['over', 'Gone'],
  untracked: ['trouble', 'Untracked · found in the app, nobody asked for it here'],
};

/** Since when it should be over, where it is not, or is not known to be. */
function standsSince({ held, before }: WhyHeld, now: Instant): Instant | undefined {
  const state = heldStateOf(held);
  const due = state === 'taking' ? (before?.request?.endAsked?.at ?? before?.claim.endsAt) : heldUntil(held.claims);
  if (state !== 'taking' && state !== 'held') return undefined;
  if (state === 'taking' && before?.change?.failure !== undefined) return Math.min(due ?? now, now);
  return due === undefined || now - due < A_WHILE ? undefined : due;
}

const Left: FC<{ why: WhyHeld; when: When }> = ({ why, when }) => {
  const until = heldUntil(why.held.claims);
  return until === undefined ? <span class="left"> · no end</span> : <TimeLeft until={until} when={when} />;
};

/** Of the lease that lasts longest. */
function beganAt({ held, reasons }: WhyHeld): Instant | undefined {
  const until = heldUntil(held.claims);
  return reasons.find(({ claim }) => claim.endsAt === until)?.change?.effectiveAt;
}
