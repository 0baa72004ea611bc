import { relationsToAccess } from '../../domain/access/relations.ts';
import { ok, type Result, refused } from '../../domain/errors.ts';
import type { HoldingId, PersonId, RequestId } from '../../domain/ids.ts';
import { may } from '../../domain/people/rights.ts';
import type { Request } from '../../domain/request/request.ts';
import type { RequestWish } from '../../domain/request/wish.ts';
import type { Held } from '../../ports/access-store.ts';
import type { Delivery } from '../../ports/request-gateway.ts';
import type { Acting } from '../acting.ts';
import { deliver } from '../deliver.ts';
import { requestIdFor, type SubmitDeps, submitRequest } from '../submit-request.ts';
import { seeHolding } from './see-access.ts';

export interface Ending {
  readonly reason?: string | undefined;
  readonly key?: string | undefined;
}

/** Which request sees to it, and whether it has taken effect. */
export interface Ended {
  readonly id: RequestId;
  readonly delivery: Delivery;
}

/**
 * Takes it away whatever holds it: a lease that gives nothing else is ended; where there is more to it, a request to
 * remove it tells everything that holds it.
 */
export async function endHolding(
  deps: SubmitDeps,
  acting: Acting,
  id: HoldingId,
  ending: Ending,
): Promise<Result<Ended>> {
  const { person } = acting;
  const seen = await seeHolding(deps.store, { personId: person.id, roles: person.roles }, id);
  if (!seen.ok) return seen;
  const held = seen.value;
  const holder = held.personId === undefined ? undefined : await deps.store.people.byId(held.personId);
  if (holder === undefined) return refused('wrong_state', "The account is nobody's here: it is ended in the app.");
  const app = await deps.store.catalog.appById(held.appId);
  if (!may('end_holding', person.roles, relationsToAccess(person.id, holder, app)))
    return refused('not_allowed', 'Only its holder, their manager, owners of the app and admins can end it.');
  const lease = await onlyLeaseOf(deps, acting, held, ending);
  return lease === undefined ? remove(deps, acting, held, holder.id, ending) : endLease(deps, acting, lease, ending);
}

/**
 * The one request that holds it, if that gives nothing else; of what is not held any more, the last that did. None where
 * the same key came before and became a request: whatever holds it by now, the answer is that one.
 */
async function onlyLeaseOf(
  deps: SubmitDeps,
  acting: Acting,
  { claims, entitlementId }: Held,
  { key }: Ending,
): Promise<Request | undefined> {
  const { requests } = deps.store;
  if (key !== undefined && (await requests.byId(requestIdFor(deps, acting, key))) !== undefined) return undefined;
  const live = claims.filter((claim) => claim.live);
  const [only, more] = live.length > 0 ? live : claims.slice(-1);
  if (only?.requestId === undefined || more !== undefined) return undefined;
  const request = await requests.byId(only.requestId);
  return request?.changes.every((change) => change.entitlementId === entitlementId) === true ? request : undefined;
}

async function endLease(
  { store, gateway, keys }: SubmitDeps,
  { principal, origin }: Acting,
  lease: Request,
  { reason, key = keys.randomText(16) }: Ending,
): Promise<Result<Ended>> {
  const clickId = `${principal} end ${key}`;
  const delivered = await deliver({ store, gateway }, lease, (to) =>
    gateway.send(to, 'end', { clickId, origin, reason }),
  );
  return delivered.ok ? ok({ id: lease.id, delivery: delivered.value }) : delivered;
}

async function remove(
  deps: SubmitDeps,
  acting: Acting,
  { appId, entitlementId }: Held,
  beneficiaryId: PersonId,
  { reason = '', key }: Ending,
): Promise<Result<Ended>> {
  const wish: RequestWish = {
    ...{ beneficiaryId, appId, lease: undefined, reason, reasonCode: undefined, approvers: [], emergency: false },
    changes: [{ op: 'remove', entitlementId, level: undefined, fields: {} }],
  };
  const submitted = await submitRequest(deps, acting, { wish, key });
  return submitted.ok ? ok({ id: submitted.value.id, delivery: submitted.value.delivery }) : submitted;
}
