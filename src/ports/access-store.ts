import type { HeldState } from '../domain/access/held-state.ts';
import type { AppId, EntitlementId, HoldingId, PersonId } from '../domain/ids.ts';
import type { Claim, Holding } from '../domain/ledger/claim.ts';

/** One account's hold on one entitlement, and whose it is. */
export interface Held extends Holding {
  readonly appId: AppId;
  /** Absent: of an account that nobody was matched to. */
  readonly personId: PersonId | undefined;
  readonly names: { readonly app: string; readonly entitlement: string; readonly person: string | undefined };
  /** Oldest first, with those that are over. */
  readonly claims: readonly Claim[];
}

export interface HeldByTitle {
  readonly people: number;
  /** How many of them are to hold it. */
  readonly counts: ReadonlyMap<EntitlementId, number>;
}

/** What people hold, for people to look at. The lists leave out what is known to be gone. */
export interface AccessStore {
  heldById(id: HoldingId): Promise<Held | undefined>;
  heldByPerson(id: PersonId, app?: AppId): Promise<readonly Held[]>;
  /** By id, after `after`. */
  heldInApp(app: AppId, after: HoldingId | undefined, limit: number): Promise<readonly Held[]>;
  /** Of the active people with this title, all but one. */
  heldByTitle(title: string, besides: PersonId): Promise<HeldByTitle>;
  /** How much each of them is to hold. */
  countByPerson(ids: readonly PersonId[]): Promise<ReadonlyMap<PersonId, number>>;
  /** How many holdings of the app are in each state; those that there are. */
  statesIn(app: AppId): Promise<ReadonlyMap<HeldState, number>>;
  /** Who of these people is to hold any of these. */
  holdersAmong(people: readonly PersonId[], things: readonly EntitlementId[]): Promise<ReadonlySet<PersonId>>;
  /** How many seats of each are taken. */
  seatsTaken(things: readonly EntitlementId[]): Promise<ReadonlyMap<EntitlementId, number>>;
}
