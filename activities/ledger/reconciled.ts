import type { App } from '../../src/domain/catalog/app.ts';
import type { HoldingId } from '../../src/domain/ids.ts';
import type { Instant } from '../../src/domain/time.ts';
import type { ConnectorFailure, Connectors } from '../../src/ports/connector.ts';
import type { Clock } from '../../src/ports/environment.ts';
import type { LedgerStore, LockedHolding, LockWish, Settled } from '../../src/ports/ledger-store.ts';

export interface ReconcileDeps {
  readonly connectors: Connectors;
  readonly ledger: Pick<LedgerStore, 'appOf' | 'lock' | 'isOurs' | 'settle' | 'standingOf'>;
  readonly clock: Clock;
  readonly wait: (ms: number) => Promise<void>;
}

/**
 * What one round came to. `settled` is what to write, and only `settle` knows whether it still counts: if it says
 * `moved`, everything said here is about a wish that is over.
 */
export type Reconciled =
  | { readonly result: 'as_wanted'; readonly settled: Settled }
  /** The app or a person has accepted it; look again at `until`, or when told. */
  | { readonly result: 'pending'; readonly until: Instant; readonly settled: Settled }
  | {
      readonly result: 'failed';
      readonly failure: ConnectorFailure;
      /** One sentence for a person. */
      readonly message: string;
      /** For `rate_limited`: when to come back. */
      readonly until: Instant | undefined;
      /** Nothing went wrong: more is wanted than is there, and the app is frozen. */
      readonly withheld?: true | undefined;
      readonly settled: Settled;
    };

export type ReconcileOutcome =
  | Reconciled
  /** Somebody else is at it, or its claims move faster than it can be reconciled: come back at `until`. */
  | { readonly result: 'busy'; readonly until: Instant }
  | { readonly result: 'unknown_holding' };

export interface Reconcile {
  /** One round on a holding that is locked. It calls the app and writes nothing; never throws for what an app does. */
  work(locked: LockedHolding): Promise<Reconciled>;
  /** Lock, work, settle; again when the claims moved meanwhile. */
  reconcileHolding(holdingId: HoldingId): Promise<ReconcileOutcome>;
  /** A lock for `holdings` of this app that are worked one after the other; side by side, the default will do. */
  lockWishFor(app: App, holdings?: number): LockWish;
}
