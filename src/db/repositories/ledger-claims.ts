import type { Sha256 } from '../../domain/audit/chain.ts';
import type { HoldingId } from '../../domain/ids.ts';
import type { Claim } from '../../domain/ledger/claim.ts';
import { sameWanted, wantedOf } from '../../domain/ledger/wanted.ts';
import type { ClaimRefusal, NewClaim } from '../../ports/ledger-store.ts';
import type { Reader, Transaction } from '../connections.ts';
import type { HoldingRow } from '../entities/ledger.entity.ts';
import type { RequestChangeRow } from '../entities/request.entity.ts';
import { nulled, type Row, toJson } from '../rows.ts';
import { tables } from '../tables.ts';
import { liveClaims, rowForUpdate } from './ledger-locks.ts';
import { freePlaces, takePlaces } from './ledger-places.ts';
import { claimOf, holdingOf, idOfText, wantedColumns } from './ledger-rows.ts';
import type { LedgerWork } from './ledger-work.ts';

export type Added = { readonly holdingId: HoldingId } | { readonly refused: ClaimRefusal } | 'too_late';

/** Adds the claim if it is not there, with its places; a claim that is refused leaves nothing behind. */
export async function addClaim(work: LedgerWork, claim: NewClaim): Promise<Added> {
  const { tx, sha256 } = work;
  const [holding, live, ofChange, change] = await Promise.all([
    findOrMakeHolding(work, claim),
    // After the holding, and so of nobody else's making since.
    liveClaims(tx, holdingIdOf(claim, sha256)),
    claimOfChange(tx, claim),
    storedChange(tx, claim),
    work.entitlement(claim.entitlementId),
    work.account(claim.accountId),
  ]);
  const stored = claim.requestId === undefined ? ownerlessClaim(live, claim) : ofChange;
  if (stored?.live === true) {
    if (stored.holdingId !== holding.id) await forgetNewHolding(tx, holding.id);
    return { holdingId: stored.holdingId };
  }
  const refused = isTooLate(change, stored) ? 'too_late' : await placesFor(work, holding);
  if (refused !== undefined) {
    await forgetNewHolding(tx, holding.id);
    return refused === 'too_late' ? refused : { refused };
  }
  const since = holding.generation + 1;
  const id = stored?.id ?? newClaimId(claim, holding.id, since, sha256);
  const supersedes = claim.replaces ? live.map((one) => one.id) : [];
  const row = { ...claimRow(claim, holding.id), id, since, supersedes: toJson(supersedes) };
  await tables.claim.upsert(tx, [row]);
  await moveGeneration(work, holding, [...live, claimOf(row)]);
  return { holdingId: holding.id };
}

/** A holding; and where it is known already, what it is a holding of. */
export interface PlaceOfClaims {
  readonly holdingId: HoldingId;
  readonly accountId?: NewClaim['accountId'];
  readonly entitlementId?: NewClaim['entitlementId'];
}

/** Released once, released for good: only the stored request, giving the change again, brings a claim back. */
export async function releaseClaims(
  work: LedgerWork,
  { holdingId, accountId, entitlementId }: PlaceOfClaims,
  isReleased: (claim: Claim) => boolean,
): Promise<void> {
  const [holding, live] = await Promise.all([
    rowForUpdate(work.tx, holdingId),
    liveClaims(work.tx, holdingId),
    entitlementId && work.entitlement(entitlementId),
    accountId && work.account(accountId),
  ]);
  const released = new Set(live.filter(isReleased));
  if (holding === undefined || released.size === 0) return;
  await tables.claim.set(work.tx, { id: { $in: [...released].map(({ id }) => id) } }, { live: false });
  await moveGeneration(
    work,
    holding,
    live.filter((claim) => !released.has(claim)),
  );
}

/** The row, and nobody else's until the end of the transaction. */
export function findOrMakeHolding(
  { tx, sha256 }: LedgerWork,
  { accountId, entitlementId }: Pick<NewClaim, 'accountId' | 'entitlementId'>,
): Promise<Row<typeof HoldingRow>> {
  const id = holdingIdOf({ accountId, entitlementId }, sha256);
  const unread = { wanted: false, actual: 'unknown', generation: 0 } as const;
  const row = { id, accountId, entitlementId, ...unread };
  return tables.holding.findOrInsert(tx, row, ['accountId', 'entitlementId']);
}

/** One for each account and entitlement, so that it is known before it is looked up. */
function holdingIdOf({ accountId, entitlementId }: Pick<NewClaim, 'accountId' | 'entitlementId'>, sha256: Sha256) {
  return idOfText(sha256, 'holding', `${accountId} ${entitlementId}`);
}

/** Generation 0: nobody ever claimed it. One that was found in the app has been read. */
async function forgetNewHolding(tx: Transaction, id: HoldingId): Promise<void> {
  await tables.holding.remove(tx, { id, generation: 0, actual: 'unknown', lockToken: null });
}

/** Claims of requests are one for each change, whatever account it named then. */
async function claimOfChange(db: Reader, { requestId, changeId }: NewClaim) {
  return requestId === undefined ? undefined : tables.claim.first(db, { requestId, changeId: changeId ?? null });
}

/** Those without one are one for each source of a holding. */
function ownerlessClaim(live: readonly Claim[], { source }: NewClaim): Claim | undefined {
  return live.find((claim) => claim.source === source && claim.requestId === undefined);
}

type StoredChange = Pick<Row<typeof RequestChangeRow>, 'state'>;

async function storedChange(db: Reader, { requestId: request, changeId }: NewClaim) {
  if (request === undefined || changeId === undefined) return 'of_no_request';
  return tables.requestChange.first(db, { request, changeId }, { only: ['state'] });
}

/**
 * A call can come late: from an attempt that was believed dead, after its request took everything back. So what the
 * stored request says of the change decides whether it may still be given, and a released claim needs that it says so.
 */
function isTooLate(change: StoredChange | 'of_no_request' | undefined, stored: object | undefined): boolean {
  if (change === 'of_no_request') return false;
  if (change === undefined) return stored !== undefined;
  return change.state !== 'waiting' && change.state !== 'giving';
}

async function placesFor(work: LedgerWork, holding: Row<typeof HoldingRow>): Promise<ClaimRefusal | undefined> {
  const entitlement = await work.entitlement(holding.entitlementId);
  return entitlement === undefined ? undefined : takePlaces(work.tx, holding, entitlement);
}

function newClaimId(claim: NewClaim, holdingId: HoldingId, since: number, sha256: Sha256) {
  const { requestId, changeId } = claim;
  return idOfText(sha256, 'claim', requestId === undefined ? `${holdingId} ${since}` : `${requestId} ${changeId}`);
}

function claimRow(claim: NewClaim, holdingId: HoldingId) {
  const { source, requestId, changeId, level, endsAt, fields } = claim;
  return {
    ...nulled({ source, requestId, changeId, level, endsAt }),
    ...{ holdingId, live: true, fields: toJson(fields) },
  };
}

/**
 * After every change to the claims. What proved the earlier wish proves nothing about a new one, and what the app has
 * accepted and not done was for the earlier one; where the wish stays the same, both stay.
 */
async function moveGeneration(work: LedgerWork, row: Row<typeof HoldingRow>, claims: readonly Claim[]): Promise<void> {
  const { tx } = work;
  const entitlement = await work.entitlement(row.entitlementId);
  const wanted = wantedOf(claims, entitlement?.levels ?? []);
  const isNew = !sameWanted(wanted, holdingOf(row).wanted);
  const moved = {
    ...wantedColumns(wanted),
    generation: row.generation + 1,
    ...(isNew ? { proof: null, pendingRef: null, pendingCheckAt: null } : {}),
  };
  await tables.holding.set(tx, { id: row.id }, moved);
  work.known.set(row.id, { row: { ...row, ...moved }, liveClaims: claims });
  if (claims.length === 0) await freePlaces(tx, row.id);
}
