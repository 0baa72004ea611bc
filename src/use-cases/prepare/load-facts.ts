import type { App } from '../../domain/catalog/app.ts';
import type { Entitlement } from '../../domain/catalog/entitlement.ts';
import { ok, type Result, refused } from '../../domain/errors.ts';
import type { EntitlementId } from '../../domain/ids.ts';
import type { Claim } from '../../domain/ledger/claim.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Policy } from '../../domain/policy/policy.ts';
import type { RequestWish, WishedChange } from '../../domain/request/wish.ts';
import type { HoldingOfPerson } from '../../ports/ledger-store.ts';
import type { Store } from '../../ports/store.ts';
import type { Acting } from '../acting.ts';

export interface WishFacts {
  readonly requester: Person;
  readonly beneficiary: Person;
  readonly app: App;
  readonly changes: readonly { readonly wished: WishedChange; readonly entitlement: Entitlement }[];
  readonly policy: Policy;
  readonly policyVersion: number;
  /** `app/entitlement` of everything the beneficiary is to hold already. */
  readonly held: readonly string[];
  /** What of the wish they are to hold already, and why. */
  readonly holdings: ReadonlyMap<EntitlementId, HeldAlready>;
}

export interface HeldAlready {
  readonly level: string | undefined;
  readonly claims: readonly Claim[];
}

/** Everything that a wish speaks of, found; or which of it is not there. */
export async function loadFacts(store: Store, acting: Acting, wish: RequestWish): Promise<Result<WishFacts>> {
  const [app, beneficiary, entitlements, current, all] = await Promise.all([
    store.catalog.appById(wish.appId),
    store.people.byId(wish.beneficiaryId),
    store.catalog.entitlementsOf(
      wish.appId,
      wish.changes.map(({ entitlementId }) => entitlementId),
    ),
    store.policy.current(),
    store.ledger.holdingsOfPerson(wish.beneficiaryId),
  ]);
  if (app === undefined) return refused('not_found', 'There is no such app.', { field: 'app' });
  if (beneficiary === undefined) return refused('not_found', 'There is no such person.', { field: 'for' });
  if (current === undefined) throw new Error('an installation has a policy from its first start');
  const byId = new Map(entitlements.map((entitlement) => [entitlement.id, entitlement]));
  const changes = wish.changes.map((wished) => ({ wished, entitlement: byId.get(wished.entitlementId) }));
  const missing = changes.findIndex(({ entitlement }) => entitlement === undefined);
  if (missing >= 0) {
    return refused('not_found', `${app.name} has nothing of that name.`, { field: `changes.${missing}.entitlement` });
  }
  return ok({
    ...{ requester: acting.person, beneficiary, app, policy: current.policy, policyVersion: current.version },
    changes: changes as WishFacts['changes'],
    ...(await heldOf(store, all)),
  });
}

async function heldOf(
  { catalog }: Store,
  all: readonly HoldingOfPerson[],
): Promise<Pick<WishFacts, 'held' | 'holdings'>> {
  const holdings = new Map<EntitlementId, HeldAlready>();
  for (const { entitlementId, wanted, claims } of all) {
    if (wanted.held) holdings.set(entitlementId, { level: wanted.level, claims });
  }
  return { held: [...(await catalog.pathsOf([...holdings.keys()])).values()], holdings };
}
