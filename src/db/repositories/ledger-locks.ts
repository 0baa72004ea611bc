import { randomUUID } from 'node:crypto';
import { LockMode } from '@mikro-orm/core';
import type { HoldingId } from '../../domain/ids.ts';
import { decidingClaim } from '../../domain/ledger/wanted.ts';
import type { HeldLock, LockedHolding, LockWish, Opened, Settled } from '../../ports/ledger-store.ts';
import type { Em } from '../database.ts';
import { AccountRow, ClaimRow, HoldingRow } from '../entities/ledger.entity.ts';
import { type Row, toJson } from '../rows.ts';
import { appsWhere, entitlementsWhere } from './catalog.repository.ts';
import { accountOf, actualColumns, claimOf, fresh, holdingOf } from './ledger-rows.ts';

type WithoutChange<O> = O extends unknown ? Omit<O, 'changeId'> : never;

/** What became of one holding, whatever change asked for it. */
export type OpenedHolding = Exclude<WithoutChange<Opened>, { opened: 'refused' }>;

/** The row, and nobody else's until the end of the transaction. */
export async function rowForUpdate(
  em: Em,
  where: { id: HoldingId } | Pick<Row<typeof HoldingRow>, 'accountId' | 'entitlementId'>,
): Promise<Row<typeof HoldingRow> | null> {
  return em.findOne(HoldingRow, where, { lockMode: LockMode.PESSIMISTIC_WRITE, ...fresh });
}

/** Takes the lock if it is free, over, or the holder's own. Taking over is told: a call of the earlier one may be under way. */
export async function openHolding(em: Em, id: HoldingId, { now, lockMs, holder }: LockWish): Promise<OpenedHolding> {
  const row = await rowForUpdate(em, { id });
  if (row === null) return { opened: 'nothing' };
  const isOwn = holder !== undefined && row.lockHolder === holder;
  const until = row.lockUntil ?? now;
  if (row.lockToken !== null && until > now && !isOwn) return { opened: 'busy', holdingId: id, until };
  const lock = randomUUID();
  await em.nativeUpdate(HoldingRow, { id }, { lockToken: lock, lockHolder: holder ?? null, lockUntil: now + lockMs });
  return { opened: 'locked', locked: await lockedHolding(em, row, lock) };
}

async function lockedHolding(em: Em, row: Row<typeof HoldingRow>, lock: string): Promise<LockedHolding> {
  const account = await em.findOneOrFail(AccountRow, { id: row.accountId }, fresh);
  const [entitlement] = await entitlementsWhere(em, { id: row.entitlementId });
  const [app] = await appsWhere(em, { id: account.appId });
  if (entitlement === undefined || app === undefined) throw new Error(`${row.id} has lost its app or entitlement`);
  const claims = await liveClaims(em, row.id);
  return {
    holding: holdingOf(row),
    ...{ account: accountOf(account), app, entitlement, claims, lock },
    fields: decidingClaim(claims, entitlement.levels)?.fields ?? {},
    tookOver: row.lockToken !== null,
    pendingRef: row.pendingRef ?? undefined,
  };
}

export async function liveClaims(em: Em, holdingId: HoldingId) {
  return (await em.find(ClaimRow, { holdingId, live: true }, { orderBy: { since: 'asc' }, ...fresh })).map(claimOf);
}

/** Still locked by this one, and still the claims that it knows. */
export async function isOurs(em: Em, { holdingId, lock, generation }: HeldLock, now: number): Promise<boolean> {
  const where = { id: holdingId, lockToken: lock, generation, lockUntil: { $gt: now } };
  return (await em.count(HoldingRow, where)) === 1;
}

const FREE = { lockToken: null, lockHolder: null, lockUntil: null };

/** Compare-and-set on lock and generation; false, and the lock let go, when what was read is worth nothing any more. */
export async function settleHolding(em: Em, settled: Settled): Promise<boolean> {
  const { holdingId: id, lock: lockToken, generation, actual, proof, pending } = settled;
  const written = await em.nativeUpdate(
    HoldingRow,
    { id, lockToken, generation },
    {
      ...FREE,
      ...actualColumns(actual),
      proof: proof === undefined ? null : toJson(proof),
      pendingRef: pending?.ref ?? null,
      pendingCheckAt: pending?.checkAfter ?? null,
    },
  );
  if (written === 0) await em.nativeUpdate(HoldingRow, { id, lockToken }, FREE);
  return written === 1;
}
