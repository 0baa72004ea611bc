import { ok, type Problem, type Result, refused } from '../../domain/errors.ts';
import type { App } from '../../domain/catalog/app.ts';
import type { Entitlement } from '../../domain/catalog/entitlement.ts';
import { isId, type PersonId, type RequestId } from '../../domain/ids.ts';
import type { Person } from '../../domain/people/person.ts';
import type { RequestWish } from '../../domain/request/wish.ts';
import type { Acting } from '../../use-cases/acting.ts';
import { grantDirectly } from '../../use-cases/grant-directly.ts';
import type { Submitted } from '../../use-cases/submit-request.ts';
import type { Typed } from '../auth/typed.ts';
import type { HttpDeps } from '../deps.ts';
import { clickOf } from './click.ts';
import type { Notice } from './notice.ts';
import { isChosen, typedChanges } from './typed-grant.ts';
import { typedLease } from './typed-lease.ts';

/** What came of it for one person. */
export interface Granted {
  readonly person: Person;
  readonly request: RequestId | undefined;
  readonly did: Notice | undefined;
  readonly problem: Problem | undefined;
}

export interface Granting {
  readonly app: App;
  readonly things: readonly Entitlement[];
  readonly people: readonly Person[];
  readonly typed: Typed;
  readonly zone: string;
}

/** As many as one form may name. */
const MOST_PEOPLE = 100;

export function peopleChosen(typed: Typed): readonly PersonId[] {
  const named = Object.keys(typed).filter((field) => field.startsWith('person:') && isChosen(typed, field));
  return named.map((field) => field.slice('person:'.length)).filter((id): id is PersonId => isId('person', id));
}

/** Each gets a request of their own: that one is refused says nothing about the others. */
export async function grantEach(deps: HttpDeps, acting: Acting, granting: Granting): Promise<Result<Granted[]>> {
  const { app, things, people, typed, zone } = granting;
  const changes = typedChanges(typed, things);
  if (changes.length === 0) return refused('malformed', 'Choose what is granted.', { field: 'changes' });
  if (people.length === 0) return refused('malformed', 'Choose to whom it is granted.', { field: 'for' });
  if (people.length > MOST_PEOPLE)
    return refused('malformed', `At most ${MOST_PEOPLE} people at once.`, { field: 'for' });
  const lease = typedLease(typed, zone, 'endless');
  if (!lease.ok) return lease;
  const wish: Omit<RequestWish, 'beneficiaryId'> = {
    ...{ appId: app.id, changes, lease: lease.value, reason: (typed['reason'] ?? '').slice(0, 4000) },
    ...{ reasonCode: undefined, approvers: [], emergency: false },
  };
  const granted: Granted[] = [];
  for (const person of people) {
    const key = `${clickOf(acting, 'grant', typed)} ${person.id}`;
    const submitted = await grantDirectly(deps, acting, { wish: { ...wish, beneficiaryId: person.id }, key });
    granted.push({ person, ...becameOf(submitted) });
  }
  return ok(granted);
}

function becameOf(submitted: Result<Submitted>): Omit<Granted, 'person'> {
  if (!submitted.ok) return { request: undefined, did: undefined, problem: submitted.problem };
  const { id, delivery } = submitted.value;
  return { request: id, did: noticeOf(delivery), problem: undefined };
}

/** Granted, or to be approved by a second admin. */
function noticeOf(delivery: Submitted['delivery']): Notice {
  if (delivery.delivered !== 'applied') return 'recorded';
  return delivery.answer.state === 'pending_approval' ? 'submitted' : 'granted';
}
