import type { AuditFact } from '../domain/audit/fact.ts';
import type { AccountId, EntitlementId } from '../domain/ids.ts';
import type { OrganisationRows } from '../domain/organisation/rows.ts';
import type { StoredOrganisation } from '../domain/organisation/stored.ts';
import type { Policy } from '../domain/policy/policy.ts';
import type { Instant } from '../domain/time.ts';

export interface OrganisationChange {
  /** What it was made for, as it was read: nothing is written over what somebody changed meanwhile. */
  readonly was: StoredOrganisation;
  readonly rows: OrganisationRows;
  readonly policy: Policy;
  readonly applied: Applied;
}

/** Who applied a version, when, and the text of the file. */
export interface Applied {
  readonly at: Instant;
  readonly by: string;
  readonly text: string | undefined;
}

export interface OrganisationChanges {
  /** As it stands, with what was archived; undefined before it has begun. */
  stored(): Promise<StoredOrganisation | undefined>;
  /** Writes it whole as the next version, or answers false and writes nothing where `was` is no longer so. */
  change(change: OrganisationChange, facts: readonly AuditFact[]): Promise<boolean>;
  /** Which accounts hold any of these, or may: whatever was not read as absent. */
  holders(ids: readonly EntitlementId[]): Promise<readonly Holder[]>;
}

export interface Holder {
  readonly entitlementId: EntitlementId;
  readonly accountId: AccountId;
}

export interface PolicyVersion {
  readonly version: number;
  readonly appliedAt: Instant;
  /** `person:per_…`, `token:tok_…`; of the first one what it came from: `demo`, `empty`, or the name of a file. */
  readonly appliedBy: string;
}

export interface PolicyVersions {
  /** Newest first, from below `before`. */
  versions(before: number | undefined, limit: number): Promise<readonly PolicyVersion[]>;
  /** With the text that was applied; undefined where there is no such version. */
  versionText(version: number): Promise<(PolicyVersion & { readonly text: string | undefined }) | undefined>;
}
