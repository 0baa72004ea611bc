import type { AuditFact } from '../../domain/audit/fact.ts';
import { type Problem, ok, type Result, refused } from '../../domain/errors.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { Delegation } from '../../domain/people/person.ts';
import type { Instant } from '../../domain/time.ts';
import type { Acting } from '../acting.ts';
import { arrangedFor, LONGEST_ABSENCE } from './arrange-for.ts';
import type { AbsenceDeps } from './deps.ts';
import { tellDirectoryChanged } from './tell-directory-changed.ts';

export interface DelegationWish {
  readonly fromId: PersonId;
  readonly toId: PersonId;
  /** From now on, unless said otherwise. */
  readonly startsAt?: Instant | undefined;
  readonly endsAt: Instant;
}

/** Somebody stands for somebody else for a while. Several may at once: each of them can decide. */
export async function addDelegation(
  deps: AbsenceDeps,
  acting: Acting,
  wish: DelegationWish,
): Promise<Result<Delegation>> {
  const { people } = deps.store;
  const now = deps.clock.now();
  const delegation: Delegation = { ...wish, id: deps.ids.newId('delegation'), startsAt: wish.startsAt ?? now };
  const from = await arrangedFor(people, acting, wish.fromId);
  if (!from.ok) return from;
  const wrong = wrongDates(delegation, now);
  if (wrong !== undefined) return { ok: false, problem: wrong };
  if (wish.toId === wish.fromId)
    return refused('malformed', 'Nobody stands for themselves: name somebody else.', { field: 'to' });
  const to = await people.byId(wish.toId);
  if (to === undefined) return refused('not_found', 'There is no such person.', { field: 'to' });
  if (to.status !== 'active')
    return refused('wrong_state', `${to.name} has left: name somebody else.`, { field: 'to' });
  await people.addDelegation(delegation, [added(delegation, now, acting)]);
  await tellDirectoryChanged(deps, wish.fromId);
  return ok(delegation);
}

function wrongDates({ startsAt, endsAt }: Delegation, now: Instant): Problem | undefined {
  const wrong = (detail: string): Problem => ({ code: 'malformed', detail, field: 'endsAt' });
  if (endsAt <= startsAt) return wrong('It has to end after it starts.');
  if (endsAt <= now) return wrong('It would be over already.');
  return endsAt - startsAt > LONGEST_ABSENCE ? wrong('It lasts a year at most.') : undefined;
}

function added({ id, fromId, toId, startsAt, endsAt }: Delegation, at: Instant, { origin }: Acting): AuditFact {
  const data = { delegation: id, to: toId, startsAt, endsAt };
  return { fact: 'delegation.added', at, subject: `person:${fromId}`, data, ...origin };
}
