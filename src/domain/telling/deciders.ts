import type { PersonId } from '../ids.ts';
import type { Delegation, Person } from '../people/person.ts';
import { whoCanAct } from '../policy/level-progress.ts';
import { openLevelIndex } from '../request/decide.ts';
import type { Request } from '../request/request.ts';
import { stateOf } from '../request/state.ts';
import { hasOpenQuestion } from '../request/thread.ts';
import type { Instant } from '../time.ts';
import type { Reader } from './says.ts';

/** Who is known of those whom it concerns, and who stands for whom. */
export interface Circle {
  readonly people: ReadonlyMap<PersonId, Person>;
  readonly delegations: readonly Delegation[];
  readonly now: Instant;
}

export function readerIn({ people, delegations, now }: Circle, id: PersonId): Reader | undefined {
  const person = people.get(id);
  if (person?.status !== 'active') return undefined;
  return { person, standsFor: live(delegations, now).flatMap(({ fromId, toId }) => (toId === id ? fromId : [])) };
}

/** Of whom it waits for a decision at this moment: nobody as long as a question is open. */
export function decidersNow(request: Request): readonly PersonId[] {
  const isOpen = stateOf(request) === 'pending_approval' && !hasOpenQuestion(request);
  return isOpen ? whoCanAct(request.levels, openLevelIndex(request)) : [];
}

/** These, and who stands for them; never whoever it is about in somebody else's place. */
export function withDelegates(
  ids: readonly PersonId[],
  { requesterId, beneficiaryId }: Pick<Request, 'requesterId' | 'beneficiaryId'>,
  { delegations, now }: Circle,
): readonly PersonId[] {
  const delegates = live(delegations, now)
    .filter(({ fromId, toId }) => ids.includes(fromId) && toId !== requesterId && toId !== beneficiaryId)
    .map(({ toId }) => toId);
  return [...new Set([...ids, ...delegates])];
}

/** When somebody next begins to stand for one of these, or ceases to. */
export function nextTurn(ids: readonly PersonId[], { delegations, now }: Circle): Instant | undefined {
  const turns = delegations.filter(({ fromId }) => ids.includes(fromId)).flatMap((one) => [one.startsAt, one.endsAt]);
  return turns.filter((at) => at > now).toSorted((a, b) => a - b)[0];
}

function live(delegations: readonly Delegation[], now: Instant): readonly Delegation[] {
  return delegations.filter(({ startsAt, endsAt }) => startsAt <= now && now < endsAt);
}
