import type { Sha256 } from '../../domain/audit/chain.ts';
import type { HoldingId } from '../../domain/ids.ts';
import { sameWanted, wantedOf } from '../../domain/ledger/wanted.ts';
import type { ClaimRefusal, NewClaim } from '../../ports/ledger-store.ts';
import type { Em } from '../database.ts';
import type { ClaimRow, HoldingRow } from '../entities/ledger.entity.ts';
import { nulled, type Row, toJson } from '../rows.ts';
import { tables } from '../tables.ts';
import { liveClaims, rowForUpdate } from './ledger-locks.ts';
import { freePlaces, takePlaces } from './ledger-places.ts';
import { holdingOf, idOfText, wantedColumns } from './ledger-rows.ts';
import type { LedgerWork } from './ledger-work.ts';

export type Added = { readonly holdingId: HoldingId } | { readonly refused: ClaimRefusal } | 'too_late';

/** Adds the claim if it is not there, with its places; a claim that is refused leaves nothing behind. */
export async function addClaim(work: LedgerWork, claim: NewClaim): Promise<Added> {
  const { em, sha256 } = work;
  const holding = await findOrMakeHolding(work, claim);
  const stored = await storedClaim(em, holding.id, claim);
  if (stored?.live === true) {
    if (stored.holdingId !== holding.id) await forgetNewHolding(em, holding.id);
    return { holdingId: stored.holdingId };
  }
  const refused = (await isTooLate(em, claim, stored)) ? 'too_late' : await placesFor(work, holding);
  if (refused !== undefined) {
    await forgetNewHolding(em, holding.id);
    return refused === 'too_late' ? refused : { refused };
  }
  const since = holding.generation + 1;
  const id = stored?.id ?? newClaimId(claim, holding.id, since, sha256);
  const supersedes = claim.replaces ? (await liveClaims(em, holding.id)).map((one) => one.id) : [];
  await tables.claim.upsert(em, [{ ...claimRow(claim, holding.id), id, since, supersedes: toJson(supersedes) }]);
  await moveGeneration(work, holding);
  return { holdingId: holding.id };
}

/** Released once, released for good: only the stored request, giving the change again, brings a claim back. */
export async function releaseClaims(
  work: LedgerWork,
  holdingId: HoldingId,
  which: { readonly id: { readonly $in: Row<typeof ClaimRow>['id'][] } } | { readonly requestId: null },
): Promise<void> {
  const holding = await rowForUpdate(work.em, holdingId);
  if (holding === undefined) return;
  const released = await tables.claim.update(work.em, { ...which, holdingId, live: true }, { live: false });
  if (released > 0) await moveGeneration(work, holding);
}

/** The row, and nobody else's until the end of the transaction. */
export function findOrMakeHolding(
  { em, sha256 }: LedgerWork,
  { accountId, entitlementId }: Pick<NewClaim, 'accountId' | 'entitlementId'>,
): Promise<Row<typeof HoldingRow>> {
  const id = idOfText(sha256, 'holding', `${accountId} ${entitlementId}`);
  const unread = { wanted: false, actual: 'unknown', generation: 0 } as const;
  const row = { id, accountId, entitlementId, ...unread };
  return tables.holding.findOrInsert(em, row, ['accountId', 'entitlementId']);
}

/** Generation 0: nobody ever claimed it. One that was found in the app has been read. */
async function forgetNewHolding(em: Em, id: HoldingId): Promise<void> {
  await tables.holding.remove(em, { id, generation: 0, actual: 'unknown', lockToken: null });
}

/** Ownerless claims are one for each source of a holding; those of requests one for each change, whatever account it named then. */
function storedClaim(em: Em, holdingId: HoldingId, { requestId, changeId, source }: NewClaim) {
  const where =
    requestId === undefined
      ? { holdingId, source, requestId: null, live: true }
      : { requestId, changeId: changeId ?? null };
  return tables.claim.first(em, where);
}

/**
 * A call can come late: from an attempt that was believed dead, after its request took everything back. So what the
 * stored request says of the change decides whether it may still be given, and a released claim needs that it says so.
 */
async function isTooLate(em: Em, { requestId, changeId }: NewClaim, stored: object | undefined): Promise<boolean> {
  if (requestId === undefined || changeId === undefined) return false;
  const change = await tables.requestChange.first(em, { request: requestId, changeId }, { only: ['state'] });
  if (change === undefined) return stored !== undefined;
  return change.state !== 'waiting' && change.state !== 'giving';
}

async function placesFor(work: LedgerWork, holding: Row<typeof HoldingRow>): Promise<ClaimRefusal | undefined> {
  const entitlement = await work.entitlement(holding.entitlementId);
  return entitlement === undefined ? undefined : takePlaces(work.em, holding, entitlement);
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
async function moveGeneration(work: LedgerWork, row: Row<typeof HoldingRow>): Promise<void> {
  const { em } = work;
  const claims = await liveClaims(em, row.id);
  const entitlement = await work.entitlement(row.entitlementId);
  const wanted = wantedOf(claims, entitlement?.levels ?? []);
  const isNew = !sameWanted(wanted, holdingOf(row).wanted);
  const moved = {
    ...wantedColumns(wanted),
    generation: row.generation + 1,
    ...(isNew ? { proof: null, pendingRef: null, pendingCheckAt: null } : {}),
  };
  await tables.holding.set(em, { id: row.id }, moved);
  work.known.set(row.id, { row: { ...row, ...moved }, liveClaims: claims });
  if (claims.length === 0) await freePlaces(em, row.id);
}
