import type { AuditFact } from '../domain/audit/fact.ts';
import type { AppId, BundleId, EntitlementId, PersonId, RequestId } from '../domain/ids.ts';
import type { Request, RequestState } from '../domain/request/request.ts';
import type { Tab } from '../domain/request/state.ts';
import type { Instant } from '../domain/time.ts';

export type Recorded = 'written' | 'already_written' | 'newer_is_stored';

export type Opening = { readonly opened: true } | { readonly opened: false; readonly inFavourOf: RequestId };

export interface RequestQuery {
  /** Only what this person asked for, is for them, or they can decide; undefined: all. */
  readonly viewer: PersonId | undefined;
  /** For whom the viewer decides as well: what these can decide now is listed too. */
  readonly standsFor?: readonly PersonId[] | undefined;
  /** Only what the viewer, or somebody for whom they decide, can decide now. */
  readonly decides?: boolean | undefined;
  /** Only what the viewer asked for, or what is for them. */
  readonly own?: boolean | undefined;
  /** Only what was asked for together. */
  readonly bundle?: BundleId | undefined;
  readonly app?: AppId | undefined;
  /** Only what is in one of these. */
  readonly states?: readonly RequestState[] | undefined;
  /** Only what is one of these, of or for one of these people, or about one of these apps. */
  readonly search?: Search | undefined;
  readonly tab: Tab | undefined;
  /** The last one of the page before. */
  readonly after: { readonly createdAt: Instant; readonly id: RequestId } | undefined;
  readonly limit: number;
  readonly oldestFirst?: boolean | undefined;
}

interface Search {
  readonly ids: readonly RequestId[];
  readonly people: readonly PersonId[];
  readonly apps: readonly AppId[];
}

export interface RequestStore {
  /** Inserts it, unless it is there already, or another request for the same thing is pending: that one wins. */
  open(request: Request, facts: readonly AuditFact[]): Promise<Opening>;
  /**
   * Writes a snapshot and the facts that go with it, in one transaction. The same version with the same content again
   * is no write; an older one than stored is none either. The same version with other content is a bug: it throws
   * `SnapshotConflict`, and nothing is written.
   */
  record(request: Request, facts: readonly AuditFact[]): Promise<Recorded>;
  byId(id: RequestId): Promise<Request | undefined>;
  /** Waits until this version or a later one is stored; false when it is not by then. */
  hasReached(id: RequestId, version: number, withinMs: number): Promise<boolean>;
  some(ids: readonly RequestId[]): Promise<readonly Request[]>;
  /** How many there are in each tab, counted up to `most`. */
  counts(
    query: Omit<RequestQuery, 'tab' | 'after' | 'limit' | 'oldestFirst'>,
    most: number,
  ): Promise<{ readonly [One in Tab]: number }>;
  /** Newest first, unless asked for otherwise. */
  page(query: RequestQuery): Promise<readonly Request[]>;
  /** Whether this person was given one of these once, by a request, and it was taken back. */
  hadBefore(person: PersonId, entitlements: readonly EntitlementId[]): Promise<boolean>;
  /** Those that gave this, newest first, of the newest requests about its app: what is long ago is not looked for. */
  givenLately(app: AppId, entitlement: EntitlementId, limit: number): Promise<readonly Request[]>;
  /** What this person is to get by requests that are not over, and by which. */
  pendingFor(person: PersonId): Promise<ReadonlyMap<EntitlementId, RequestId>>;
  /** Requests that are not over, by id, after `after`. */
  unfinished(after: RequestId | undefined, limit: number): Promise<readonly Request[]>;
  /** The same, by name only: there may be very many. */
  unfinishedIds(after: RequestId | undefined, limit: number): Promise<readonly Pick<Request, 'id' | 'createdAt'>[]>;
  /** Of these, the ones that this person asked for, that are for them, or that they are or were to decide. */
  concerning(person: PersonId, after: RequestId | undefined, limit: number): Promise<readonly Request[]>;
}

/** Two snapshots claim to be the same version of one request. */
export class SnapshotConflict extends Error {
  override readonly name = 'SnapshotConflict';
}
