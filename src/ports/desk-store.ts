import type { AuditFact } from '../domain/audit/fact.ts';
import type { PersonId, RequestId } from '../domain/ids.ts';
import type { Lease } from '../domain/lease/lease.ts';
import type { Instant } from '../domain/time.ts';

/** Who said that they are looking at a request. */
export interface Looking {
  readonly requestId: RequestId;
  readonly personId: PersonId;
  readonly since: Instant;
}

/** An approval that waits for a fresh sign-in: for one person, once, for a short time. */
export interface DecisionLink {
  readonly hash: string;
  readonly personId: PersonId;
  readonly requestId: RequestId;
  readonly comment: string | undefined;
  readonly lease: Lease | undefined;
  /** Of the click that asked for it: the decision that it becomes is that click's. */
  readonly clickId: string;
  readonly expiresAt: Instant;
  readonly usedAt: Instant | undefined;
}

/** What people have in hand before they decide. */
export interface DeskStore {
  lookingAt(request: RequestId): Promise<Looking | undefined>;
  /** The last one who says so is it. */
  look(looking: Looking, facts: readonly AuditFact[]): Promise<void>;
  /** And forgets those that expired before that. */
  addLink(link: DecisionLink, forgotten: Instant, facts: readonly AuditFact[]): Promise<void>;
  linkBy(hash: string): Promise<DecisionLink | undefined>;
  /** False where it was used before: of two at the same time, one is first. */
  useLink(hash: string, at: Instant): Promise<boolean>;
}
