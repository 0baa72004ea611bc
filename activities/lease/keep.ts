import type { HoldingId } from '../../src/domain/ids.ts';
import type { Request } from '../../src/domain/request/request.ts';
import { SECOND } from '../../src/domain/time.ts';
import type { Reconcile } from '../ledger/reconciled.ts';
import type { LeaseDeps } from './deps.ts';

export interface Kept {
  /** When to tell the app again; undefined: it knows. */
  readonly lookAgainInMs: number | undefined;
}

type Deps = Pick<LeaseDeps, 'store'> & { readonly reconcile: Pick<Reconcile, 'reconcileHolding'> };

/** For apps that keep an end of their own: the lease has another one now, and nothing else has changed. */
export function createKeeping({ store, reconcile }: Deps): (request: Request) => Promise<Kept> {
  return async (request) => {
    const account = await store.ledger.accountOf(request.appId, request.beneficiaryId);
    if (account === undefined) return { lookAgainInMs: undefined };
    const holdings: HoldingId[] = [];
    for (const { entitlementId } of request.changes.filter(({ state }) => state === 'given')) {
      const holding = await store.ledger.holdingOf(account.id, entitlementId);
      if (holding !== undefined) holdings.push(holding.id);
    }
    const outcomes = await Promise.all(holdings.map((id) => reconcile.reconcileHolding(id)));
    const isKnown = outcomes.every(({ result }) => result === 'as_wanted' || result === 'unknown_holding');
    return { lookAgainInMs: isKnown ? undefined : 30 * SECOND };
  };
}
