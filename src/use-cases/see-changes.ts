import { heldLevelOf, heldStateOf } from '../domain/access/held-state.ts';
import type { Entitlement } from '../domain/catalog/entitlement.ts';
import type { EntitlementId } from '../domain/ids.ts';
import type { Request } from '../domain/request/request.ts';
import { isFinal, stateOf } from '../domain/request/state.ts';
import type { Store } from '../ports/store.ts';

/** What whoever decides about a change ought to know. */
export interface AboutChange {
  readonly entitlement: Entitlement;
  /** Of a licence. */
  readonly seatsTaken: number | undefined;
  /** What the beneficiary holds of it at this moment. */
  readonly held: { readonly level: string | undefined } | undefined;
}

export type AboutChanges = ReadonlyMap<EntitlementId, AboutChange>;

/** Nothing of what is over: it says what is so now, and that was then. */
export async function seeChanges(
  { catalog, access }: Pick<Store, 'catalog' | 'access'>,
  request: Request,
): Promise<AboutChanges> {
  if (isFinal(stateOf(request))) return new Map();
  const { appId, beneficiaryId, changes } = request;
  const ids = changes.map(({ entitlementId }) => entitlementId);
  const [entitlements, holdings, seats] = await Promise.all([
    catalog.entitlementsOf(appId, ids),
    access.heldByPerson(beneficiaryId, appId),
    access.seatsTaken(ids),
  ]);
  const about = entitlements.map((entitlement): [EntitlementId, AboutChange] => {
    const { id } = entitlement;
    const holding = holdings.find((one) => one.entitlementId === id && heldStateOf(one) === 'held');
    const held = holding === undefined ? undefined : { level: heldLevelOf(holding) };
    const seatsTaken = entitlement.seats === undefined ? undefined : (seats.get(id) ?? 0);
    return [id, { entitlement, seatsTaken, held }];
  });
  return new Map(about);
}
