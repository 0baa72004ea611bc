import type { AccountId, AppId, ClaimId, EntitlementId, HoldingId, PersonId, RequestId } from '../ids.ts';
import type { Json } from '../json.ts';
import type { Instant } from '../time.ts';

export type ClaimSource = 'request' | 'direct_grant' | 'baseline' | 'profile';

/** A reason why a holding should exist. Live by flag, never by clock: the end date is for display and the watchdog. */
export interface Claim {
  readonly id: ClaimId;
  readonly holdingId: HoldingId;
  readonly source: ClaimSource;
  readonly requestId: RequestId | undefined;
  readonly changeId: string | undefined;
  readonly level: string | undefined;
  readonly fields: { readonly [name: string]: Json };
  readonly live: boolean;
  readonly endsAt: Instant | undefined;
  /** A modify's claim names the claims whose level it replaces; only those that were there before it. */
  readonly supersedes: readonly ClaimId[];
}

export type AccountKind = 'human' | 'external' | 'service' | 'shared';

export interface Account {
  readonly id: AccountId;
  readonly appId: AppId;
  readonly personId: PersonId | undefined;
  readonly externalId: string;
  readonly kind: AccountKind;
  readonly status: 'active' | 'suspended' | 'missing';
}

export type Proof =
  | { readonly kind: 'read_back'; readonly at: Instant }
  | { readonly kind: 'attested'; readonly by: PersonId; readonly at: Instant };

/** What should be held: nothing, or the entitlement at a level. */
export type Wanted = { readonly held: false } | { readonly held: true; readonly level: string | undefined };

/** What the app said when it was last read. */
export type Actual =
  | { readonly seen: 'absent' | 'unknown' }
  | { readonly seen: 'present'; readonly level: string | undefined };

export interface Holding {
  readonly id: HoldingId;
  readonly accountId: AccountId;
  readonly entitlementId: EntitlementId;
  readonly wanted: Wanted;
  readonly actual: Actual;
  readonly proof: Proof | undefined;
  /** Rises with every change to the claims; what was read under an older one proves nothing. */
  readonly generation: number;
}
