import { randomUUID } from 'node:crypto';
import type { HoldingId } from '../../domain/ids.ts';
import type { Claim } from '../../domain/ledger/claim.ts';
import { decidingClaim } from '../../domain/ledger/wanted.ts';
import type { HeldLock, LockedHolding, LockWish, Opened, Settled } from '../../ports/ledger-store.ts';
import type { Reader, Transaction } from '../connections.ts';
import type { HoldingRow } from '../entities/ledger.entity.ts';
import { type Row, toJson } from '../rows.ts';
import { tables } from '../tables.ts';
import { actualColumns, claimOf, holdingOf } from './ledger-rows.ts';
import type { KnownHolding, LedgerWork } from './ledger-work.ts';

type WithoutChange<O> = O extends unknown ? Omit<O, 'changeId'> : never;

/** What became of one holding, whatever change asked for it. */
export type OpenedHolding = Exclude<WithoutChange<Opened>, { opened: 'refused' }>;

/** The row, and nobody else's until the end of the transaction. */
export function rowForUpdate(tx: Transaction, id: HoldingId): Promise<Row<typeof HoldingRow> | undefined> {
  return tables.holding.first(tx, { id }, { forUpdate: true });
}

/** Takes the lock if it is free, over, or the holder's own. Taking over is told: a call of the earlier one may be under way. */
export async function openHolding(
  work: LedgerWork,
  id: HoldingId,
  { now, lockMs, holder }: LockWish,
): Promise<OpenedHolding> {
  const known = work.known.get(id) ?? (await lookedUp(work, id));
  if (known === undefined) return { opened: 'nothing' };
  const { row } = known;
  const isOwn = holder !== undefined && row.lockHolder === holder;
  const until = row.lockUntil ?? now;
  if (row.lockToken !== null && until > now && !isOwn) return { opened: 'busy', holdingId: id, until };
  const lock = randomUUID();
  const held = { lockToken: lock, lockHolder: holder ?? null, lockUntil: now + lockMs };
  await tables.holding.set(work.tx, { id }, held);
  return { opened: 'locked', locked: await lockedHolding(work, known, lock) };
}

async function lookedUp({ tx }: LedgerWork, id: HoldingId): Promise<KnownHolding | undefined> {
  const [row, claims] = await Promise.all([rowForUpdate(tx, id), liveClaims(tx, id)]);
  return row === undefined ? undefined : { row, liveClaims: claims };
}

async function lockedHolding(
  work: LedgerWork,
  { row, liveClaims: claims }: KnownHolding,
  lock: string,
): Promise<LockedHolding> {
  const [account, entitlement] = await Promise.all([work.account(row.accountId), work.entitlement(row.entitlementId)]);
  const app = account === undefined ? undefined : await work.app(account.appId);
  if (account === undefined || entitlement === undefined || app === undefined)
    throw new Error(`${row.id} has lost its account, app or entitlement`);
  return {
    holding: holdingOf(row),
    ...{ account, app, entitlement, claims, lock },
    fields: decidingClaim(claims, entitlement.levels)?.fields ?? {},
    tookOver: row.lockToken !== null,
    pendingRef: row.pendingRef ?? undefined,
  };
}

export async function liveClaims(db: Reader, holdingId: HoldingId): Promise<Claim[]> {
  return (await tables.claim.find(db, { holdingId, live: true }, { orderBy: { since: 'asc' } })).map(claimOf);
}

/** Still locked by this one, and still the claims that it knows. */
export function isOurs(db: Reader, { holdingId, lock, generation }: HeldLock, now: number): Promise<boolean> {
  return tables.holding.has(db, { id: holdingId, lockToken: lock, generation, lockUntil: { $gt: now } });
}

const FREE = { lockToken: null, lockHolder: null, lockUntil: null };

/** Compare-and-set on lock and generation; false, and the lock let go, when what was read is worth nothing any more. */
export async function settleHolding(tx: Transaction, settled: Settled): Promise<boolean> {
  const { holdingId: id, lock: lockToken } = settled;
  const written = await tables.holding.update(tx, ...settlingOf(settled));
  if (written === 0) await tables.holding.set(tx, { id, lockToken }, FREE);
  return written === 1;
}

/** The same, and nothing of the transaction when what was read is worth nothing any more. */
export function settleOrFail(tx: Transaction, settled: Settled, otherwise: () => Error): Promise<void> {
  return tables.holding.setThere(tx, ...settlingOf(settled), otherwise);
}

function settlingOf({ holdingId: id, lock: lockToken, generation, actual, proof, pending }: Settled) {
  const change = {
    ...{ ...FREE, ...actualColumns(actual) },
    proof: proof === undefined ? null : toJson(proof),
    pendingRef: pending?.ref ?? null,
    pendingCheckAt: pending?.checkAfter ?? null,
  };
  return [{ id, lockToken, generation }, change] as const;
}
