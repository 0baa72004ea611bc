import type { App } from '../../src/domain/catalog/app.ts';
import type { Change } from '../../src/domain/request/change.ts';
import type { Request } from '../../src/domain/request/request.ts';
import { isFinal, stateOf } from '../../src/domain/request/state.ts';
import { BY_WORKFLOW } from '../../src/domain/request/step.ts';
import { SECOND } from '../../src/domain/time.ts';
import type { LockWish, Opened } from '../../src/ports/ledger-store.ts';
import type { Claim } from '../../src/domain/ledger/claim.ts';
import type { LeaseDeps } from './deps.ts';

export interface Removing {
  readonly request: Request;
  readonly app: App;
  readonly lockWish: () => LockWish;
}

/**
 * Every reason for holding it has to go. Requests end their own part: they are told, and while one of them has not done so
 * it is looked at again. What belongs to no request is closed here, and then there is something to reconcile.
 */
export async function openRemoval(deps: LeaseDeps, removing: Removing, change: Change): Promise<Opened> {
  const { ledger } = deps.store;
  const { request, app, lockWish } = removing;
  const account = await ledger.accountOf(app.id, request.beneficiaryId);
  if (account === undefined) return { changeId: change.id, opened: 'nothing' };
  const holding = await ledger.holdingOf(account.id, change.entitlementId);
  const live = holding === undefined ? [] : (await ledger.claimsOf(holding.id)).filter((claim) => claim.live);
  const owned = live.filter(({ requestId }) => requestId !== undefined);
  for (const claim of owned) await endOwner(deps, removing, claim);
  if (holding !== undefined && owned.length > 0) {
    return { changeId: change.id, opened: 'busy', holdingId: holding.id, until: Date.now() + SECOND };
  }
  const wish = { ...lockWish(), holder: request.id };
  const place = { accountId: account.id, entitlementId: change.entitlementId };
  const isOwnerless = holding !== undefined && live.length > 0;
  const opened = await (isOwnerless ? ledger.releaseOwnerless(holding.id, wish) : ledger.lockAnyway(place, wish));
  return { ...opened, changeId: change.id };
}

/** A claim whose request is over has nobody to end it. */
async function endOwner({ store, gateway }: LeaseDeps, { request, lockWish }: Removing, claim: Claim): Promise<void> {
  const { requestId, changeId } = claim;
  if (requestId === undefined || changeId === undefined) return;
  const owner = await store.requests.byId(requestId);
  if (owner === undefined || isFinal(stateOf(owner))) {
    await store.ledger.releaseClaims(requestId, [changeId], { ...lockWish(), lockMs: 1 });
    return;
  }
  await gateway.send(owner, 'revoke', {
    ...{ clickId: `revoke ${request.id} ${changeId}`, origin: BY_WORKFLOW },
    ...{ changeIds: [changeId], because: `${request.id} removes it` },
  });
}
