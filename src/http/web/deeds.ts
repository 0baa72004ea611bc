import { ok, type Result, refused } from '../../domain/errors.ts';
import type { RequestId } from '../../domain/ids.ts';
import type { Lease } from '../../domain/lease/lease.ts';
import type { Delivery } from '../../ports/request-gateway.ts';
import type { Acting } from '../../use-cases/acting.ts';
import { decideRequest } from '../../use-cases/decide-request.ts';
import { extendRequest } from '../../use-cases/extend-request.ts';
import type { Action } from '../../use-cases/see-actions.ts';
import * as tell from '../../use-cases/tell-request.ts';
import type { Typed } from '../auth/typed.ts';
import type { HttpDeps } from '../deps.ts';
import { clickOf } from './click.ts';
import type { Notice } from './notice.ts';
import { typedLease } from './typed-lease.ts';

export interface Doing {
  readonly deps: HttpDeps;
  readonly acting: Acting;
  readonly id: RequestId;
  readonly typed: Typed;
  readonly clickId: string;
  /** Of the browser: in which dates are typed. */
  readonly zone: string;
}

export interface Deed {
  /** Offered where this can be done. */
  readonly action: Action;
  readonly did: Notice;
  readonly say: (doing: Doing) => Promise<Result<Delivery>>;
}

/** Everything that is done to a request from its page, by the last part of its address. */
export const DEEDS = {
  approve: {
    ...{ action: 'decide', did: 'approved' },
    say: (doing) => decide(doing, 'approve'),
  },
  'approve-modified': {
    ...{ action: 'decide', did: 'approved' },
    say: async (doing) => {
      const lease = typedLease(doing.typed, doing.zone);
      if (!lease.ok) return lease;
      if (lease.value === undefined) return refused('malformed', 'Choose a length or an end.', { field: 'length' });
      return decide(doing, 'approve', lease.value);
    },
  },
  reject: { action: 'decide', did: 'rejected', say: (doing) => decide(doing, 'reject') },
  extend: {
    ...{ action: 'extend', did: 'submitted' },
    say: async ({ deps, acting, id, typed, clickId, zone }) => {
      const lease = typedLease(typed, zone);
      if (!lease.ok) return lease;
      if (lease.value === undefined) return refused('malformed', 'Choose how much longer.', { field: 'length' });
      const asked = { lease: lease.value, reason: typed['reason'] ?? '', key: clickId };
      const submitted = await extendRequest(deps, acting, id, asked);
      return submitted.ok ? ok(submitted.value.delivery) : submitted;
    },
  },
  end: {
    ...{ action: 'end', did: 'ended' },
    say: ({ deps, acting, id, typed, clickId }) =>
      tell.endRequest(deps, acting, id, { clickId, reason: said(typed, 'reason') }),
  },
  cancel: {
    ...{ action: 'cancel', did: 'cancelled' },
    say: ({ deps, acting, id, typed, clickId }) =>
      tell.cancelRequest(deps, acting, id, { clickId, reason: said(typed, 'reason') }),
  },
  ask: {
    ...{ action: 'ask', did: 'asked' },
    say: ({ deps, acting, id, typed, clickId }) =>
      tell.askRequester(deps, acting, id, { clickId, text: typed['text'] ?? '' }),
  },
  answer: {
    ...{ action: 'answer', did: 'answered' },
    say: ({ deps, acting, id, typed, clickId }) =>
      tell.answerQuestion(deps, acting, id, { clickId, text: typed['text'] ?? '' }),
  },
  remind: {
    ...{ action: 'remind', did: 'reminded' },
    say: ({ deps, acting, id, clickId }) => tell.remindDeciders(deps, acting, id, { clickId }),
  },
  retry: {
    ...{ action: 'retry', did: 'retried' },
    say: ({ deps, acting, id, clickId }) => tell.retryRequest(deps, acting, id, { clickId }),
  },
} as const satisfies { readonly [name: string]: Deed };

export type DeedName = keyof typeof DEEDS;

export const DEED_NAMES = Object.keys(DEEDS) as readonly DeedName[];

/** Done, or kept until a worker is back: either way nothing has to be repeated. */
export async function perform(name: DeedName, doing: Omit<Doing, 'clickId'>): Promise<Result<Notice>> {
  const deed: Deed = DEEDS[name];
  const said = await deed.say({ ...doing, clickId: clickOf(doing.acting, name, doing.typed) });
  if (!said.ok) return said;
  return ok(said.value.delivered === 'applied' ? deed.did : 'recorded');
}

function decide({ deps, acting, id, typed, clickId }: Doing, decision: 'approve' | 'reject', lease?: Lease) {
  return decideRequest(deps, acting, id, { decision, comment: said(typed, 'comment'), lease, clickId });
}

function said(typed: Typed, field: string): string | undefined {
  const text = (typed[field] ?? '').trim();
  return text === '' ? undefined : text;
}
