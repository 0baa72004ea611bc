import type { AppId, BundleId, PersonId, RequestId } from '../ids.ts';
import type { Lease } from '../lease/lease.ts';
import type { Mode } from '../policy/policy.ts';
import type { Instant } from '../time.ts';
import type { Change } from './change.ts';

export type RequestKind = 'request' | 're_raise' | 'extend' | 'direct_grant';
export type Decision = 'none' | 'approved' | 'rejected';

export type RequestState =
  | 'pending_approval'
  | 'approved'
  | 'scheduled'
  | 'provisioning'
  | 'active'
  | 'ending'
  | 'ended'
  | 'rejected'
  | 'cancelled'
  | 'lapsed'
  | 'failed';

/** Why a request stopped before or instead of a full life. */
export type Closing = 'rejected' | 'cancelled' | 'lapsed';

export type Flag =
  | 'over_maximum'
  | 'high_risk'
  | 'emergency'
  | 'duties_conflict'
  | 'late_end'
  | 'self_approval'
  | 'demo';

export type Assurance = 'session' | 'fresh_sign_in' | 'slack_bound' | 'token' | 'operator';

export interface LevelDecision {
  readonly by: PersonId;
  /** Set when a delegate acted for somebody else. */
  readonly onBehalfOf: PersonId | undefined;
  readonly verdict: 'approve' | 'reject';
  readonly at: Instant;
  readonly comment: string | undefined;
  readonly assurance: Assurance;
}

export interface LevelApprover {
  readonly personId: PersonId;
  /** Shown to people: "app owner", "Maya's manager". */
  readonly because: string;
}

export interface Level {
  readonly mode: Mode;
  readonly state: 'waiting' | 'open' | 'done' | 'skipped';
  readonly distinct: boolean;
  readonly approvers: readonly LevelApprover[];
  readonly decisions: readonly LevelDecision[];
}

export interface Clocks {
  readonly decideBy: Instant;
  readonly giveBy: Instant | undefined;
  readonly extensionLimit: Instant | undefined;
}

export interface ThreadEntry {
  readonly id: string;
  readonly kind: 'question' | 'answer' | 'comment';
  readonly by: PersonId;
  readonly at: Instant;
  readonly text: string;
}

/** A request as its workflow knows it. The database keeps the latest of these, whole, with its version. */
export interface Request {
  readonly id: RequestId;
  /** Rises by one with every recorded snapshot. */
  readonly version: number;
  readonly kind: RequestKind;
  readonly bundleId: BundleId | undefined;
  readonly requesterId: PersonId;
  readonly beneficiaryId: PersonId;
  readonly appId: AppId;
  readonly changes: readonly Change[];
  readonly lease: { readonly asked: Lease; readonly granted: Lease | undefined };
  readonly reason: string;
  readonly reasonCode: string | undefined;
  readonly flags: readonly Flag[];
  readonly decision: Decision;
  readonly closing: Closing | undefined;
  readonly levels: readonly Level[];
  readonly clocks: Clocks;
  readonly thread: readonly ThreadEntry[];
  readonly createdAt: Instant;
  readonly decidedAt: Instant | undefined;
  readonly endsAt: Instant | undefined;
  readonly verifiedGoneAt: Instant | undefined;
  /** Workflow time at which this snapshot was taken. */
  readonly asOf: Instant;
}
