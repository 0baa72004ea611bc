import type { AppId, BundleId, PersonId, RequestId } from '../ids.ts';
import type { Lease } from '../lease/lease.ts';
import type { ApproverSource, Mode } from '../policy/policy.ts';
import type { Instant, Length } from '../time.ts';
import type { Change } from './change.ts';

export type RequestKind = 'request' | 're_raise' | 'extend' | 'direct_grant';
export type Decision = 'none' | 'approved' | 'rejected';

export const REQUEST_STATES = [
  'pending_approval',
  'approved',
  'scheduled',
  'provisioning',
  'active',
  'ending',
  'ended',
  'rejected',
  'cancelled',
  'lapsed',
  'failed',
] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** That the access shall end now, whatever its lease says. Kept so that a restarted workflow knows it. */
export interface EndAsked {
  readonly at: Instant;
  readonly why: 'asked' | 'offboarded' | 'cancelled' | 'operator' | 'not_given_in_time';
}

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
  /** What made them eligible: looked up again at the moment they act. */
  readonly sources?: readonly ApproverSource[] | undefined;
  /** Asked later, because nobody had decided. */
  readonly escalated?: boolean | undefined;
}

/** Somebody the policy named who is not asked; without a person where it named nobody, such as a missing manager. */
export interface SkippedApprover {
  readonly personId: PersonId | undefined;
  readonly because: string;
}

export interface Level {
  readonly mode: Mode;
  readonly state: 'waiting' | 'open' | 'done' | 'skipped';
  readonly distinct: boolean;
  readonly approvers: readonly LevelApprover[];
  readonly decisions: readonly LevelDecision[];
  readonly skipped?: readonly SkippedApprover[] | undefined;
  /** Who was added because too few of those meant to decide can. */
  readonly standIns?: 'fallback' | 'super_admins' | undefined;
  /** The requester chooses who of `approvers` is asked; chosen, only those are left. */
  readonly requesterPicks?: boolean | undefined;
  /** In milliseconds from the opening of the level. */
  readonly reminders?: { readonly after: number; readonly every: number } | undefined;
  readonly escalation?: { readonly after: number; readonly to: readonly LevelApprover[] } | undefined;
  readonly escalatedAt?: Instant | undefined;
}

/** How the request is decided. Without levels it is approved by what `approval` names, and by nobody. */
export interface RequestFlow {
  readonly slug: string;
  readonly policyVersion: number;
  readonly selfApproval: boolean;
  readonly approval: 'levels' | 'auto_approve' | 'emergency' | 'direct_grant';
  /** Milliseconds from approval, or from a later start, until the access should be there. */
  readonly giveWithin: number;
}

export interface Clocks {
  readonly decideBy: Instant;
  readonly giveBy: Instant | undefined;
  readonly extensionLimit: Instant | undefined;
  /** A question is open since then: the decide-by clock stands still. */
  readonly pausedAt: Instant | undefined;
  /** How long it stood still for questions answered before. */
  readonly pausedMs: number;
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
  /** Which workflow has it: 1, and one more each time the watchdog had to start it again. */
  readonly run: number;
  readonly kind: RequestKind;
  /** Of an extension: the lease that it extends, in whose workflow it is decided as long as that lives. */
  readonly within?: RequestId | undefined;
  /** What was submitted, hashed: the same id with another body is refused. */
  readonly bodyHash: string;
  readonly bundleId: BundleId | undefined;
  readonly requesterId: PersonId;
  readonly beneficiaryId: PersonId;
  readonly appId: AppId;
  /** What people call those whose ids stand here, as it was at submit: for operators, who see nothing else. */
  readonly names: { readonly [id: string]: string };
  readonly changes: readonly Change[];
  readonly lease: {
    readonly asked: Lease;
    readonly granted: Lease | undefined;
    /** The organisation's zone at submit: in which its days and months are counted. */
    readonly zone: string;
    /** In force at submit: no lease of this request passes any of them. */
    readonly ceilings?: readonly Length[] | undefined;
    /** Total lengths that extensions may reach, in force at submit. */
    readonly extensionLimits?: readonly Length[] | undefined;
    /** The end was put off until then, because an extension was not decided yet. */
    readonly graceUntil?: Instant | undefined;
    /** Extensions that it got, oldest first. */
    readonly extendedBy?: readonly RequestId[] | undefined;
  };
  readonly reason: string;
  readonly reasonCode: string | undefined;
  readonly flags: readonly Flag[];
  readonly decision: Decision;
  readonly closing: Closing | undefined;
  readonly endAsked: EndAsked | undefined;
  /** Copied at submit: later edits of the policy do not touch a request. */
  readonly flow: RequestFlow;
  readonly levels: readonly Level[];
  readonly clocks: Clocks;
  readonly thread: readonly ThreadEntry[];
  /** When somebody last asked for a reminder. */
  readonly remindedAt: Instant | undefined;
  readonly createdAt: Instant;
  readonly decidedAt: Instant | undefined;
  readonly endsAt: Instant | undefined;
  readonly verifiedGoneAt: Instant | undefined;
  /** Of an extension: when its lease got the later end. */
  readonly appliedAt?: Instant | undefined;
  /** Workflow time at which this snapshot was taken. */
  readonly asOf: Instant;
}

/** The next snapshot of it, taken then. */
export function nextVersion(request: Request, asOf: Instant): Request {
  return { ...request, version: request.version + 1, asOf };
}
