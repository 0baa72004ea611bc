import type { PersonId } from '../../domain/ids.ts';
import type { Person } from '../../domain/people/person.ts';
import { may, relationsThat } from '../../domain/people/rights.ts';
import type { Clock } from '../../ports/environment.ts';
import type { Store } from '../../ports/store.ts';
import { type Delegations, listDelegations } from './list-delegations.ts';

/** Somebody, as others see them. */
export interface SeenPerson {
  readonly person: Person;
  readonly manager: Person | undefined;
  /** Those that count now or later; absent for whom they are no concern of. */
  readonly delegations: Delegations | undefined;
  /** Of everybody in the delegations. */
  readonly names: ReadonlyMap<PersonId, string>;
  readonly may: {
    readonly grant: boolean;
    readonly offboard: boolean;
    readonly arrange: boolean;
    readonly forget: boolean;
  };
}

export async function seePerson(
  { store, clock }: { readonly store: Pick<Store, 'people' | 'sessions'>; readonly clock: Clock },
  viewer: Person,
  person: Person,
): Promise<SeenPerson> {
  const { people } = store;
  const [manager, identities, listed] = await Promise.all([
    person.managerId === undefined ? undefined : people.byId(person.managerId),
    store.sessions.identitiesOf(person.id),
    listDelegations(store, { personId: viewer.id, roles: viewer.roles }, person.id),
  ]);
  const now = clock.now();
  const isAhead = ({ endsAt }: { readonly endsAt: number }) => endsAt > now;
  const delegations = listed.ok
    ? { from: listed.value.from.filter(isAhead), to: listed.value.to.filter(isAhead) }
    : undefined;
  const ids = [...(delegations?.from ?? []), ...(delegations?.to ?? [])].flatMap(({ fromId, toId }) => [fromId, toId]);
  const others = await people.find({ ids: [...new Set(ids)] });
  const isActive = person.status === 'active';
  return {
    ...{ person, manager, delegations, names: new Map(others.map(({ id, name }) => [id, name])) },
    may: {
      grant: isActive && may('grant', viewer.roles),
      offboard: isActive && viewer.id !== person.id && may('offboard', viewer.roles),
      arrange: isActive && may('arrange_absence', viewer.roles, relationsThat({ self: viewer.id === person.id })),
      forget: isActive && identities.length > 0 && may('apply_policy', viewer.roles),
    },
  };
}
