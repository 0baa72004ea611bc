import type { AuditFact } from '../../domain/audit/fact.ts';
import { ok, type Result, refused } from '../../domain/errors.ts';
import type { RequestId } from '../../domain/ids.ts';
import { whyNotAsk } from '../../domain/request/refuse.ts';
import type { Looking } from '../../ports/desk-store.ts';
import type { Clock } from '../../ports/environment.ts';
import type { Store } from '../../ports/store.ts';
import type { Acting } from '../acting.ts';
import { findSeat } from '../find-seat.ts';

interface Deps {
  readonly store: Pick<Store, 'requests' | 'people' | 'catalog' | 'policy' | 'desk'>;
  readonly clock: Clock;
}

/** Says to the others who can decide that this one is at it. The last one who says so is it. */
export async function look(deps: Deps, { person, origin }: Acting, id: RequestId): Promise<Result<Looking>> {
  const request = await deps.store.requests.byId(id);
  if (request === undefined) return refused('not_found', 'There is no such request.');
  const why = whyNotAsk(request);
  if (why !== undefined) return { ok: false, problem: why };
  const seat = await findSeat(deps, request, person.id, TO_LOOK);
  if (!seat.ok) return seat;
  const before = await deps.store.desk.lookingAt(id);
  if (before?.personId === person.id) return ok(before);
  const since = deps.clock.now();
  const looking: Looking = { requestId: id, personId: person.id, since };
  const fact: AuditFact = { fact: 'request.looked_at', at: since, subject: `request:${id}`, ...origin };
  await deps.store.desk.look(looking, [fact]);
  return ok(looking);
}

/** It gives nobody anything: no more is needed than who it is. */
const TO_LOOK = { verdict: 'reject', assurance: 'session' } as const;
