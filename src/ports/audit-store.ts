import type { AuditRow, StoredRow } from '../domain/audit/chain.ts';
import type { AuditFact } from '../domain/audit/fact.ts';
import type { Instant } from '../domain/time.ts';

export interface SignedAuditHead {
  readonly index: number;
  readonly hash: string;
  readonly signedAt: Instant;
  readonly publicKey: string;
  readonly signature: string;
}

export interface AuditQuery {
  readonly subject?: string | undefined;
  readonly fact?: string | undefined;
  /** `person:per_…`, `token:tok_…`, `system` … */
  readonly actor?: string | undefined;
  /** From this moment on, and before that one. */
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
  /** The last one of the page before. */
  readonly before?: number | undefined;
  readonly limit: number;
}

export interface AuditStore {
  /** Adds facts that belong to no other write. */
  append(facts: readonly AuditFact[]): Promise<void>;
  head(): Promise<Pick<AuditRow, 'index' | 'hash'>>;
  /** Rows after `index` in order, at most `limit`. */
  rowsAfter(index: number, limit: number): Promise<readonly StoredRow[]>;
  /** Newest first. */
  search(query: AuditQuery): Promise<readonly AuditRow[]>;
  signedHeads(): Promise<readonly SignedAuditHead[]>;
  saveSignedHead(head: SignedAuditHead): Promise<void>;
}
