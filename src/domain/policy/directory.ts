import type { EntitlementId, PersonId } from '../ids.ts';
import type { Delegation, GrantedRole, Person } from '../people/person.ts';
import type { Instant } from '../time.ts';

/**
 * The people a decision may concern, already looked up (`approversNeeded` says who) for one request's app and
 * beneficiary. Whoever is not in `byId` cannot decide.
 */
export interface Directory {
  readonly byId: { readonly [id: PersonId]: Person };
  readonly byEmail: { readonly [email: string]: PersonId };
  readonly managerOf: { readonly [id: PersonId]: PersonId };
  /** Of the request's app. */
  readonly appOwners: readonly PersonId[];
  readonly entitlementOwners: { readonly [id: EntitlementId]: readonly PersonId[] };
  readonly groups: { readonly [group: string]: readonly PersonId[] };
  readonly roles: { readonly [Role in GrantedRole]?: readonly PersonId[] };
  /** From anybody in `byId`; those that are not of now do no harm. */
  readonly delegations: readonly Delegation[];
}

/** What is decided about, as far as it matters to who may decide. */
export interface Subject {
  readonly requesterId: PersonId;
  readonly beneficiaryId: PersonId;
  readonly entitlements: readonly { readonly id: EntitlementId; readonly name: string }[];
  readonly now: Instant;
}

/** Names come from people: a group called `constructor` is in the record only if somebody put it there. */
export function entryOf<Value>(record: { readonly [key: string]: Value }, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Who stands for this person now. A delegate hands nothing on: only their own seat has delegates. */
export function delegatesOf({ delegations }: Directory, id: PersonId, now: Instant): readonly PersonId[] {
  const live = delegations.filter(({ fromId, startsAt, endsAt }) => fromId === id && startsAt <= now && now < endsAt);
  return live.map(({ toId }) => toId);
}

export function personOf({ byId }: Directory, id: PersonId): Person | undefined {
  return entryOf<Person>(byId, id);
}
