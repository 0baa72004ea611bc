import type { AuditFact } from '../domain/audit/fact.ts';
import type { App } from '../domain/catalog/app.ts';
import type { Entitlement } from '../domain/catalog/entitlement.ts';
import type { AccountId, AppId, ClaimId, EntitlementId, HoldingId, PersonId, RequestId } from '../domain/ids.ts';
import type { Json } from '../domain/json.ts';
import type { Account, Actual, Claim, ClaimSource, Holding, Proof } from '../domain/ledger/claim.ts';
import type { Request } from '../domain/request/request.ts';
import type { Instant } from '../domain/time.ts';
import type { Standing } from './connector.ts';

/** A claim to be added: the holding is found or made from account and entitlement. */
export interface NewClaim {
  readonly accountId: AccountId;
  readonly entitlementId: EntitlementId;
  readonly source: ClaimSource;
  readonly requestId: RequestId | undefined;
  readonly changeId: string | undefined;
  readonly level: string | undefined;
  readonly fields: { readonly [name: string]: Json };
  readonly endsAt: Instant | undefined;
  /** It names every claim that is there already as superseded: its level counts instead of theirs, while it lives. */
  readonly replaces: boolean;
}

/** Everything that reconciling one holding needs, read under its lock. */
export interface LockedHolding {
  readonly holding: Holding;
  readonly account: Account;
  readonly app: App;
  readonly entitlement: Entitlement;
  /** The live ones, oldest first. */
  readonly claims: readonly Claim[];
  /** Those of the claim that decides the level. */
  readonly fields: { readonly [name: string]: Json };
  /** Proves at `settle` that the lock is still ours. */
  readonly lock: string;
  /** The lock was taken over from someone who died holding it: their last call may still be under way. */
  readonly tookOver: boolean;
  readonly pendingRef: string | undefined;
}

export type ClaimRefusal = 'no_seat_left' | 'exclusive_conflict';

export type Opened =
  | { readonly changeId: string | undefined; readonly opened: 'locked'; readonly locked: LockedHolding }
  /** Somebody else is reconciling it: the claim is in, they or the next one will see it. */
  | {
      readonly changeId: string | undefined;
      readonly opened: 'busy';
      readonly holdingId: HoldingId;
      readonly until: Instant;
    }
  | { readonly changeId: string | undefined; readonly opened: 'refused'; readonly why: ClaimRefusal }
  /**
   * Nothing there to work on: a claim to be released that was never added, or one that came too late to be added, because
   * the stored request is already taking its change back.
   */
  | { readonly changeId: string | undefined; readonly opened: 'nothing' };

/** A snapshot and its facts, written in the same transaction as the ledger's own rows. */
export interface RequestWrite {
  /** Absent: facts of a reconcile that no request asked for. */
  readonly request?: Request | undefined;
  /** What the writer knows to be stored of it: then that is not read again, unless it is not so. */
  readonly over?: Request | undefined;
  readonly facts: readonly AuditFact[];
}

export interface LockWish {
  readonly now: Instant;
  /** Longer than all calls together may take. */
  readonly lockMs: number;
  /** For `lock`: the request on whose behalf; like `addClaims`, it can take its own lock back. */
  readonly holder?: RequestId | undefined;
}

export type HeldLock = Pick<Settled, 'holdingId' | 'lock' | 'generation'>;

export interface Settled {
  readonly holdingId: HoldingId;
  readonly lock: string;
  /** What was read is worth something only if no claim changed meanwhile. */
  readonly generation: number;
  readonly actual: Actual;
  readonly proof: Proof | undefined;
  readonly pending: { readonly ref: string; readonly checkAfter: Instant } | undefined;
}

export interface HoldingOfPerson extends Holding {
  readonly appId: AppId;
  readonly claims: readonly Claim[];
}

export interface LedgerStore {
  accountOf(appId: AppId, personId: PersonId): Promise<Account | undefined>;
  accountsOf(personId: PersonId): Promise<readonly Account[]>;
  /**
   * Adds it, or gives the one that is there under the same external id, with the status given. An account without a person
   * becomes that person's; one of somebody else stays theirs, so look at whose it is.
   */
  addAccount(account: Account): Promise<Account>;

  /**
   * One transaction: claims added (each once per change), seats and exclusive places taken, holdings locked, the request
   * written. Answers in the order asked; two claims on one holding get the same lock.
   * A request that calls again takes its own lock back, with `tookOver`: the answer to the first call may be what was lost.
   */
  addClaims(claims: readonly NewClaim[], lock: LockWish, write?: RequestWrite): Promise<readonly Opened[]>;
  /** One transaction: the claims of these changes released, their places freed if nothing else needs them, holdings locked. */
  releaseClaims(
    requestId: RequestId,
    changeIds: readonly string[],
    lock: LockWish,
    write?: RequestWrite,
  ): Promise<readonly Opened[]>;
  /** Like `releaseClaims`, for the claims that belong to no request (baseline, profile). */
  releaseOwnerless(holdingId: HoldingId, lock: LockWish, write?: RequestWrite): Promise<Opened>;
  /** Locks a holding whose claims do not change. */
  lock(holdingId: HoldingId, lock: LockWish): Promise<Opened>;
  /** Locks what the ledger may know nothing of, so that it can be looked at, and taken away if nothing wants it. */
  lockAnyway(place: Pick<NewClaim, 'accountId' | 'entitlementId'>, lock: LockWish): Promise<Opened>;
  /** Asked before every call that changes an app: whoever lost the lock, or whose claims moved, must not call. */
  isOurs(held: HeldLock, now: Instant): Promise<boolean>;

  /**
   * One transaction: what was read and proven is written and the locks are let go, with the request. A holding whose lock
   * was lost or whose generation moved is not written, and is free to be locked again; if any is so, the request is not
   * written either, and its ids come back. Said twice of one holding, the last counts.
   */
  settle(settled: readonly Settled[], write?: RequestWrite): Promise<{ readonly moved: readonly HoldingId[] }>;

  claimsOf(holdingId: HoldingId): Promise<readonly Claim[]>;
  holdingOf(accountId: AccountId, entitlementId: EntitlementId): Promise<Holding | undefined>;
  appOf(holdingId: HoldingId): Promise<App | undefined>;
  holdingsOfPerson(personId: PersonId): Promise<readonly HoldingOfPerson[]>;
  /** What is wanted of the account in its app, and whether anything is besides this holding. */
  standingOf(accountId: AccountId, besides: HoldingId): Promise<Standing>;
  /** For the watchdog: live claims whose end date is before `before`. */
  claimsOverdue(before: Instant, limit: number, after?: ClaimId): Promise<readonly Claim[]>;
  /** For the watchdog: holdings that are not as wanted, or whose state is not known. */
  holdingsNotAsWanted(limit: number, after?: HoldingId): Promise<readonly Holding[]>;
}
