import type { Sha256 } from '../../domain/audit/chain.ts';
import type { ClaimId, HoldingId, RequestId } from '../../domain/ids.ts';
import type { LedgerStore, LockWish, NewClaim, Opened, RequestWrite, Settled } from '../../ports/ledger-store.ts';
import type { AppendFacts } from '../append-facts.ts';
import type { Reader, Transaction } from '../connections.ts';
import type { Database } from '../database.ts';
import { tables } from '../tables.ts';
import { createAccountStore } from './ledger-accounts.ts';
import { type Added, addClaim, findOrMakeHolding, releaseClaims } from './ledger-claims.ts';
import { isOurs, type OpenedHolding, openHolding, settleHolding } from './ledger-locks.ts';
import { createLedgerViews } from './ledger-views.ts';
import { createStandings } from './ledger-standing.ts';
import { type LedgerWork, ledgerWork } from './ledger-work.ts';
import { type StoredRequest, storedFor, type WriteRequest } from './request.repository.ts';

interface Deps {
  readonly database: Database;
  readonly appendFacts: AppendFacts;
  readonly writeRequest: WriteRequest;
  readonly sha256: Sha256;
}

/** Rows are always locked in the order request, holdings by id, places, record: two calls at once wait and do not block each other. */
export function createLedgerStore({ database, appendFacts, writeRequest, sha256 }: Deps): LedgerStore {
  const recording = createRecording({ database, appendFacts, writeRequest, sha256 });
  return {
    ...createAccountStore(database),
    ...createLedgerViews(database),
    ...createStandings(database),

    addClaims: (claims, wish, write) =>
      recording(write, async (work) => {
        const added = new Map<NewClaim, Added>();
        for (const claim of inLockOrder(claims)) added.set(claim, await addClaim(work, claim));
        const open = createOpening(work, wish);
        return inTurn(claims, (claim) => openedBy(claim, added.get(claim) ?? 'too_late', open));
      }),

    releaseClaims: (requestId, changeIds, wish, write) =>
      recording(write, async (work) => {
        const claims = await claimsOfChanges(work.tx, requestId, changeIds);
        for (const [holdingId, ids] of claims.byHolding) await releaseClaims(work, holdingId, { id: { $in: ids } });
        const open = createOpening(work, wish);
        return inTurn(changeIds, async (changeId): Promise<Opened> => {
          const holdingId = claims.byChange.get(changeId);
          return { changeId, ...(holdingId === undefined ? NOTHING : await open(holdingId, requestId)) };
        });
      }),

    releaseOwnerless: (holdingId, wish, write) =>
      recording(write, async (work) => {
        await releaseClaims(work, holdingId, { requestId: null });
        return { changeId: undefined, ...(await openHolding(work, holdingId, wish)) };
      }),

    ...createLocking(database, sha256),

    settle: (settled, write) =>
      database.transact(async (tx) => {
        const once = oncePerHolding(settled);
        const [areSettled, stored] = await Promise.all([
          Promise.all(once.map((one) => settleHolding(tx, one))),
          storedOf(tx, write),
        ]);
        const moved = once.filter((_, at) => !areSettled[at]).map(({ holdingId }) => holdingId);
        if (moved.length > 0 || write === undefined) return { moved };
        await appendFacts(tx, await factsToAppend(tx, write, stored, writeRequest));
        return { moved };
      }),
  };
}

function createLocking(database: Database, sha256: Sha256): Pick<LedgerStore, 'lock' | 'lockAnyway' | 'isOurs'> {
  return {
    lock: (holdingId, wish) =>
      database.transact(async (tx) => ({
        changeId: undefined,
        ...(await openHolding(ledgerWork(tx, sha256), holdingId, wish)),
      })),

    lockAnyway: (place, wish) =>
      database.transact(async (tx) => {
        const work = ledgerWork(tx, sha256);
        const { id } = await findOrMakeHolding(work, place);
        return { changeId: undefined, ...(await openHolding(work, id, wish)) };
      }),

    isOurs: (held, now) => isOurs(database.reader, held, now),
  };
}

const NOTHING = { opened: 'nothing' } as const;

/** A transaction that writes the request first, so that the rest sees what it says, and its facts last. */
function createRecording({ database, appendFacts, writeRequest, sha256 }: Deps) {
  return <T>(write: RequestWrite | undefined, change: (work: LedgerWork) => Promise<T>): Promise<T> =>
    database.transact(async (tx) => {
      const work = ledgerWork(tx, sha256);
      const { request } = write ?? {};
      const [stored] = await Promise.all([storedOf(tx, write), request && work.app(request.appId)]);
      const facts = write === undefined ? [] : await factsToAppend(tx, write, stored, writeRequest);
      const result = await change(work);
      if (facts.length > 0) await appendFacts(tx, facts);
      return result;
    });
}

async function storedOf(tx: Transaction, write: RequestWrite | undefined): Promise<StoredRequest | undefined> {
  return write?.request && storedFor(tx, write.request);
}

/** The facts of a snapshot that is not the one written were appended when it was. */
async function factsToAppend(
  tx: Transaction,
  { request, facts }: RequestWrite,
  stored: StoredRequest | undefined,
  writeRequest: WriteRequest,
) {
  return request === undefined || (await writeRequest(tx, request, stored)) === 'written' ? facts : [];
}

/** Opens each holding once: two changes on one holding get the same lock. */
function createOpening(work: LedgerWork, wish: LockWish) {
  const opened = new Map<HoldingId, OpenedHolding>();
  return async (holdingId: HoldingId, holder: RequestId | undefined): Promise<OpenedHolding> => {
    const found = opened.get(holdingId) ?? (await openHolding(work, holdingId, { ...wish, holder }));
    opened.set(holdingId, found);
    return found;
  };
}

async function openedBy(
  { changeId, requestId }: NewClaim,
  added: Added,
  open: ReturnType<typeof createOpening>,
): Promise<Opened> {
  if (added === 'too_late') return { changeId, ...NOTHING };
  if ('refused' in added) return { changeId, opened: 'refused', why: added.refused };
  return { changeId, ...(await open(added.holdingId, requestId)) };
}

async function claimsOfChanges(db: Reader, requestId: RequestId, changeIds: readonly string[]) {
  const where = { requestId, changeId: { $in: changeIds } };
  const how = { only: ['id', 'changeId', 'holdingId'], orderBy: { holdingId: 'asc' } } as const;
  const rows = await tables.claim.find(db, where, how);
  const byHolding = new Map<HoldingId, ClaimId[]>();
  for (const { holdingId, id } of rows) byHolding.set(holdingId, [...(byHolding.get(holdingId) ?? []), id]);
  return { byHolding, byChange: new Map(rows.map(({ changeId, holdingId }) => [changeId, holdingId])) };
}

/** One after the other: a transaction is one connection. */
async function inTurn<From, To>(values: readonly From[], work: (value: From) => Promise<To>): Promise<To[]> {
  const done: To[] = [];
  for (const value of values) done.push(await work(value));
  return done;
}

function inLockOrder(claims: readonly NewClaim[]): NewClaim[] {
  const key = ({ entitlementId, accountId }: NewClaim) => `${entitlementId} ${accountId}`;
  return claims.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
}

function oncePerHolding(settled: readonly Settled[]): Settled[] {
  const last = new Map(settled.map((one) => [one.holdingId, one]));
  return [...last.values()].toSorted((one, other) => (one.holdingId < other.holdingId ? -1 : 1));
}
