import type { PersonId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';

/** What somebody asks for now and then, by the names of the fields: as little checked as what they type. */
export interface SavedRequest {
  readonly personId: PersonId;
  readonly name: string;
  readonly typed: { readonly [field: string]: string };
  readonly savedAt: Instant;
}

export interface SavedRequestStore {
  /** By name. */
  of(personId: PersonId): Promise<readonly SavedRequest[]>;
  /** In place of what had that name. */
  keep(saved: SavedRequest): Promise<void>;
  forget(personId: PersonId, name: string): Promise<void>;
}
