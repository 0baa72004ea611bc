import type { FC } from 'hono/jsx';
import { heldStateOf, heldUntil } from '../../../domain/access/held-state.ts';
import { type Instant, MINUTE } from '../../../domain/time.ts';
import type { WhyHeld } from '../../../use-cases/access/why-held.ts';
import type { Meaning } from './chip.tsx';
import { Mark } from './mark.tsx';
import { span, type When } from './moment.tsx';

/** Taking takes a moment: only after it is somebody said to have what they should not. */
const A_WHILE = 5 * MINUTE;

interface State {
  readonly meaning: Meaning;
  readonly words: string;
}

/** `Active · 6 h 12 m left`, with a thin bar of what has passed of it. */
export const HeldMark: FC<{ why: WhyHeld; when: When }> = ({ why, when }) => {
  const { meaning, words } = stateInWords(why, when.now);
  const passed = meaning === 'live' ? passedOf(why, when.now) : undefined;
  return (
    <Mark meaning={meaning} words={words}>
      {passed === undefined ? null : (
        <progress max={100} value={passed}>
          {passed} %
        </progress>
      )}
    </Mark>
  );
};

export function stateInWords(why: WhyHeld, now: Instant): State {
  const stands = standsSince(why, now);
  if (stands !== undefined)
    return { meaning: 'trouble', words: `STILL HAS ACCESS · should have ended ${span(now - stands)} ago` };
  const state = heldStateOf(why.held);
  if (state === 'held') return { meaning: 'live', words: ['Active', leftOf(why, now)].join(' · ') };
  return STATES[state];
}

const STATES = {
  giving: { meaning: 'waiting', words: 'Being given' },
  taking: { meaning: 'waiting', words: 'Being taken back' },
  gone: { meaning: 'over', words: 'Gone' },
  untracked: { meaning: 'trouble', words: 'Untracked · found in the app, nobody asked for it here' },
} as const;

/** Since when it should be over, where it is not, or is not known to be. */
export function standsSince({ held, before }: WhyHeld, now: Instant): Instant | undefined {
  const state = heldStateOf(held);
  const due = state === 'taking' ? (before?.request?.endAsked?.at ?? before?.claim.endsAt) : heldUntil(held.claims);
  if (state !== 'taking' && state !== 'held') return undefined;
  if (state === 'taking' && before?.change?.failure !== undefined) return Math.min(due ?? now, now);
  return due === undefined || now - due < A_WHILE ? undefined : due;
}

function leftOf({ held }: WhyHeld, now: Instant): string {
  const until = heldUntil(held.claims);
  return until === undefined ? 'no end' : `${span(Math.max(0, until - now))} left`;
}

/** Of the lease that lasts longest, in percent. */
function passedOf({ held, reasons }: WhyHeld, now: Instant): number | undefined {
  const until = heldUntil(held.claims);
  const since = reasons.find(({ claim }) => claim.endsAt === until)?.change?.effectiveAt;
  if (until === undefined || since === undefined || until <= since) return undefined;
  return Math.round(Math.min(1, Math.max(0, (now - since) / (until - since))) * 100);
}
