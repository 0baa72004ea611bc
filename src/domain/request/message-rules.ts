import type { Problem } from '../errors.ts';
import type { Instant } from '../time.ts';
import { withNewcomer } from './ask-others.ts';
import { cancel } from './close.ts';
import { decide } from './decide.ts';
import type { RequestMessages } from './messages.ts';
import { whyNotAsk, whyNotCancel, whyNotDecide, whyNotRetry, whyNotStop } from './refuse.ts';
import { remind, whyNotRemind } from './remind.ts';
import type { Request } from './request.ts';
import { type Step, step } from './step.ts';
import { stop } from './stop.ts';
import { revokeChanges } from './take.ts';
import { answer, ask } from './thread.ts';

export interface Rule<M> {
  readonly refuse: (request: Request, message: M, at: Instant) => Problem | undefined;
  readonly apply: (request: Request, message: M, at: Instant) => Step;
}

/** What each message does to a request, and when it cannot. Asking for an extension concerns two, and is not here. */
export const messageRules: {
  readonly [Name in Exclude<keyof RequestMessages, 'extend'>]: Rule<RequestMessages[Name]>;
} = {
  decide: {
    refuse: (request, { verdict, evidence }) => whyNotDecide(request, verdict, evidence),
    apply: (request, { verdict, evidence, origin }, at) =>
      decide(withNewcomer(request, evidence.newcomer), verdict, at, origin),
  },
  ask: {
    refuse: whyNotAsk,
    apply: (request, { clickId: id, by, text, origin }, at) => ask(request, { id, by, text }, at, origin),
  },
  answer: {
    refuse: whyNotAsk,
    apply: (request, { clickId: id, by, text, origin }, at) => answer(request, { id, by, text }, at, origin),
  },
  remind: {
    refuse: (request, _, at) => whyNotRemind(request, at),
    apply: (request, { origin }, at) => remind(request, at, origin),
  },
  cancel: {
    refuse: whyNotCancel,
    apply: (request, { origin, reason }, at) => cancel(request, at, origin, reason),
  },
  end: {
    refuse: whyNotStop,
    apply: (request, { origin, reason }, at) => stop(request, 'asked', at, origin, reason),
  },
  retry: {
    refuse: whyNotRetry,
    apply: (request, { origin }, at) => step(request, 'request.retried', at, origin),
  },
  revoke: {
    refuse: whyNotStop,
    apply: (request, { changeIds, because, origin }, at) => revokeChanges(request, changeIds, at, origin, because),
  },
};
