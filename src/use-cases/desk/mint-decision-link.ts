import type { AuditFact } from '../../domain/audit/fact.ts';
import { ok, type Result, refused } from '../../domain/errors.ts';
import type { RequestId } from '../../domain/ids.ts';
import type { Calendar } from '../../domain/lease/calendar.ts';
import type { Lease } from '../../domain/lease/lease.ts';
import { whyNotAsk } from '../../domain/request/refuse.ts';
import { DAY, type Instant, MINUTE } from '../../domain/time.ts';
import type { DecisionLink } from '../../ports/desk-store.ts';
import type { Clock, Keys } from '../../ports/environment.ts';
import type { Store } from '../../ports/store.ts';
import type { Acting } from '../acting.ts';
import { findSeat } from '../find-seat.ts';
import { leaseToGrant } from '../lease-to-grant.ts';

interface Deps {
  readonly store: Pick<Store, 'requests' | 'people' | 'catalog' | 'policy' | 'desk'>;
  readonly clock: Clock;
  readonly keys: Pick<Keys, 'sha256' | 'randomText'>;
  readonly calendarOf: (zone: string) => Calendar;
}

type Approving = Pick<DecisionLink, 'clickId'> & {
  readonly comment?: string | undefined;
  readonly lease?: Lease | undefined;
};

export interface MintedLink {
  /** A page of ours, with what nobody can guess in it: shown to the one who clicked, and to nobody else. */
  readonly path: string;
  readonly expiresAt: Instant;
}

const GOOD_FOR = 10 * MINUTE;
/** So that whoever comes too late is told so. */
const KEPT_FOR = DAY;

/**
 * An approval that is ready but for a fresh sign-in: where to go for that. What else would be refused is refused here.
 * Only the hash of the link is kept.
 */
export async function mintDecisionLink(
  deps: Deps,
  { person, origin }: Acting,
  requestId: RequestId,
  { clickId, comment, lease }: Approving,
): Promise<Result<MintedLink>> {
  const request = await deps.store.requests.byId(requestId);
  if (request === undefined) return refused('not_found', 'There is no such request.');
  const why = whyNotAsk(request);
  if (why !== undefined) return { ok: false, problem: why };
  const seat = await findSeat(deps, request, person.id, { verdict: 'approve', assurance: 'fresh_sign_in' });
  if (!seat.ok) return seat;
  const granted = lease === undefined ? ok(undefined) : await leaseToGrant(deps, request, lease);
  if (!granted.ok) return granted;
  const text = deps.keys.randomText(32);
  const now = deps.clock.now();
  const link: DecisionLink = {
    ...{ hash: deps.keys.sha256(text), personId: person.id, requestId, comment, lease, clickId },
    ...{ expiresAt: now + GOOD_FOR, usedAt: undefined },
  };
  const fact: AuditFact = { fact: 'request.sign_in_asked', at: now, subject: `request:${requestId}`, ...origin };
  await deps.store.desk.addLink(link, now - KEPT_FOR, [fact]);
  return ok({ path: `/decide/${text}`, expiresAt: link.expiresAt });
}
