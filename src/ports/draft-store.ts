import type { PersonId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';

/** What somebody has typed of a request so far, by the names of the fields: as little checked as what they type next. */
export interface Draft {
  readonly id: string;
  readonly personId: PersonId;
  readonly typed: { readonly [field: string]: string };
  readonly expiresAt: Instant;
}

/** Requests that are still being put together, where a form goes over several steps. */
export interface DraftStore {
  /** As it is now, in place of what it was; and forgets those that expired before `now`. */
  keep(draft: Draft, now: Instant): Promise<void>;
  /** Nothing of somebody else's. */
  byId(id: string, personId: PersonId): Promise<Draft | undefined>;
}
