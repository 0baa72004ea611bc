import { ok, type Result } from '../../../domain/errors.ts';
import type { RequestId } from '../../../domain/ids.ts';
import type { Lease } from '../../../domain/lease/lease.ts';
import { type Instant, MINUTE } from '../../../domain/time.ts';
import type { Clock } from '../../../ports/environment.ts';
import { decideRequest } from '../../../use-cases/decide-request.ts';
import { look } from '../../../use-cases/desk/look.ts';
import { mintDecisionLink } from '../../../use-cases/desk/mint-decision-link.ts';
import { chosenLease } from '../../views/chosen-lease.ts';
import type { Outcome } from '../../views/outcome.view.ts';
import { saidIn } from '../../views/typed.ts';
import type { Talk } from '../talk.ts';
import { onRequest, outcomeOf } from './deed.ts';

export const approve = onRequest((talk, id) => approved(talk, id, {}));

export const approveChanged = onRequest(async (talk, id, typed) => {
  const lease = chosenLease(typed);
  if (!lease.ok) return lease;
  return approved(talk, id, { comment: saidIn(typed, 'comment'), lease: lease.value });
});

export const reject = onRequest(async ({ deps, acting, clickId }, id, typed) => {
  const comment = saidIn(typed, 'comment');
  const decided = await decideRequest(deps, acting, id, { decision: 'reject', comment, clickId });
  return outcomeOf(decided, '✕ Rejected. Who asked is told.');
});

export const sayLooking = onRequest(async ({ deps, acting }, id) => {
  const looking = await look(deps, acting, id);
  return looking.ok ? ok({ said: '⏳ The others see that you are looking at it.' }) : looking;
});

interface Approval {
  readonly comment?: string | undefined;
  readonly lease?: Lease | undefined;
}

/** What is of high risk is approved on a page of ours, after a fresh sign-in, by a link for this person alone. */
async function approved(talk: Talk, id: RequestId, approval: Approval): Promise<Result<Outcome>> {
  const { deps, acting, clickId } = talk;
  const decided = await decideRequest(deps, acting, id, { decision: 'approve', ...approval, clickId });
  if (decided.ok || decided.problem.code !== 'fresh_sign_in_needed') return outcomeOf(decided, '✓ Approved.');
  const link = await mintDecisionLink(deps, acting, id, { ...approval, clickId });
  if (!link.ok) return link;
  return ok({
    said: `${id} is of high risk: sign in afresh to approve it. The link is for you alone, and works once, within ${minutesTo(link.value.expiresAt, deps.clock)} minutes.`,
    onward: { label: 'Sign in and approve', url: new URL(link.value.path, deps.publicUrl).href },
  });
}

function minutesTo(at: Instant, { now }: Clock): number {
  return Math.round((at - now()) / MINUTE);
}
