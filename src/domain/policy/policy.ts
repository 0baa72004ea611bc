import type { EntitlementKind, Risk } from '../catalog/entitlement.ts';
import type { GrantedRole } from '../people/person.ts';
import type { Length } from '../time.ts';

/** Who may decide a level; people by e-mail. Each is resolved against the directory, with the reason kept. */
export type ApproverSource =
  | { readonly kind: 'manager' | 'managers_manager' | 'app_owner' | 'entitlement_owner' }
  | { readonly kind: 'people'; readonly people: readonly string[] }
  | { readonly kind: 'group'; readonly group: string }
  | { readonly kind: 'role'; readonly role: GrantedRole };

export type Mode = { readonly kind: 'any' | 'all' } | { readonly kind: 'n_of_m'; readonly needed: number };

export interface LevelPolicy {
  readonly approvers: readonly ApproverSource[];
  readonly mode: Mode;
  /** Sought when nobody of `approvers` is eligible; after these, super admins. Never approved by absence. */
  readonly fallback: readonly ApproverSource[];
  readonly requesterPicks: boolean;
  /** People who decided an earlier level cannot decide this one. */
  readonly distinct: boolean;
  readonly remindAfter: Length;
  readonly remindEvery: Length;
  readonly escalation: { readonly after: Length; readonly to: readonly ApproverSource[] } | undefined;
}

export interface Flow {
  readonly slug: string;
  readonly name: string;
  readonly levels: readonly LevelPolicy[];
  readonly decideBy: Length;
  readonly giveBy: Length;
  readonly selfApproval: boolean;
}

export interface Who {
  readonly departments?: readonly string[] | undefined;
  readonly titles?: readonly string[] | undefined;
  readonly groups?: readonly string[] | undefined;
}

/** All that is given must hold; what is not given does not matter. */
export interface Condition {
  readonly apps?: readonly string[] | undefined;
  /** `app/entitlement`. */
  readonly entitlements?: readonly string[] | undefined;
  readonly kinds?: readonly EntitlementKind[] | undefined;
  readonly changes?: readonly ('add' | 'remove' | 'modify' | 'extend')[] | undefined;
  readonly risk?: readonly Risk[] | undefined;
  readonly longerThan?: Length | undefined;
  readonly requester?: Who | undefined;
  readonly beneficiary?: Who | undefined;
}

export type Outcome =
  | { readonly kind: 'flow'; readonly flow: string }
  | { readonly kind: 'auto_approve' }
  | { readonly kind: 'deny'; readonly message: string };

export interface Rule {
  readonly name: string;
  readonly when: Condition;
  readonly outcome: Outcome;
}

/** Two sets of entitlements (`app/entitlement`) that nobody should hold together. */
export interface DutyConflict {
  readonly name: string;
  readonly one: readonly string[];
  readonly other: readonly string[];
  readonly effect: 'block' | 'flag';
}

export interface OrganisationSettings {
  readonly name: string;
  /** IANA zone in which "a day" and "a month" of a lease are counted. */
  readonly zone: string;
  readonly membersSee: 'own' | 'all';
  readonly maximumLease: Length | undefined;
  readonly secondAdminForHighRisk: boolean;
}

export interface Policy {
  readonly organisation: OrganisationSettings;
  readonly flows: readonly Flow[];
  readonly rules: readonly Rule[];
  readonly dutyConflicts: readonly DutyConflict[];
}
