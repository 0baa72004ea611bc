import type { Sha256 } from '../../domain/audit/chain.ts';
import type { ClaimId, HoldingId, RequestId } from '../../domain/ids.ts';
import type { LedgerStore, LockWish, NewClaim, Opened, RequestWrite, Settled } from '../../ports/ledger-store.ts';
import type { Reader, Transaction } from '../connections.ts';
import type { Database } from '../database.ts';
import { tables } from '../tables.ts';
import { createAccountStore } from './ledger-accounts.ts';
import { type Added, addClaim, findOrMakeHolding, type PlaceOfClaims, releaseClaims } from './ledger-claims.ts';
import { createRecording, type RecordingDeps } from './ledger-recording.ts';
import { isOurs, type OpenedHolding, openHolding, settleHolding, settleOrFail } from './ledger-locks.ts';
import { createLedgerViews } from './ledger-views.ts';
import { createStandings } from './ledger-standing.ts';
import { type LedgerWork, ledgerWork } from './ledger-work.ts';

/** Rows are always locked in the order request, holdings by id, places, record: two calls at once wait and do not block each other. */
export function createLedgerStore(deps: RecordingDeps): LedgerStore {
  const { database, sha256 } = deps;
  const recording = createRecording(deps);
  return {
    ...createAccountStore(database),
    ...createLedgerViews(database),
    ...createStandings(database),

    addClaims: (claims, wish, write) =>
      recording(write, async (work) => {
        const [added] = await Promise.all([addAll(work, claims), appOf(work, write)]);
        const open = createOpening(work, wish);
        return inTurn(claims, (claim) => openedBy(claim, added.get(claim) ?? 'too_late', open));
      }),

    releaseClaims: (requestId, changeIds, wish, write) =>
      recording(write, async (work) => {
        const [found] = await Promise.all([claimsOfChanges(work.tx, requestId, changeIds), appOf(work, write)]);
        await Promise.all(found.places.map((place) => releaseClaims(work, place, ({ id }) => found.ids.has(id))));
        const open = createOpening(work, wish);
        return inTurn(changeIds, async (changeId): Promise<Opened> => {
          const holdingId = found.byChange.get(changeId);
          return { changeId, ...(holdingId === undefined ? NOTHING : await open(holdingId, requestId)) };
        });
      }),

    releaseOwnerless: (holdingId, wish, write) =>
      recording(write, async (work) => {
        await releaseClaims(work, { holdingId }, ({ requestId }) => requestId === undefined);
        return { changeId: undefined, ...(await openHolding(work, holdingId, wish)) };
      }),

    ...createLocking(database, sha256),

    async settle(settled, write) {
      const once = oncePerHolding(settled);
      const alone = async () => ({ moved: await database.transact((tx) => settleAll(tx, once)) });
      if (write === undefined) return alone();
      try {
        await recording(write, async ({ tx }) => {
          await Promise.all(once.map((one) => settleOrFail(tx, one, () => new Moved())));
        });
        return { moved: [] };
      } catch (error) {
        if (error instanceof Moved) return alone();
        throw error;
      }
    },
  };
}

/** What the request would say is not so: only what did not move is written. */
class Moved extends Error {}

/** Which of them have moved: they are not written, and their locks are let go. */
async function settleAll(tx: Transaction, settled: readonly Settled[]): Promise<HoldingId[]> {
  const areSettled = await Promise.all(settled.map((one) => settleHolding(tx, one)));
  return settled.flatMap(({ holdingId }, at) => (areSettled[at] === true ? [] : [holdingId]));
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

/** What is locked needs it: asked in the moment of the first question, it costs no way of its own. */
async function appOf(work: LedgerWork, write: RequestWrite | undefined): Promise<void> {
  if (write?.request !== undefined) await work.app(write.request.appId);
}

async function addAll(work: LedgerWork, claims: readonly NewClaim[]): Promise<Map<NewClaim, Added>> {
  const added = new Map<NewClaim, Added>();
  for (const claim of inLockOrder(claims)) added.set(claim, await addClaim(work, claim));
  return added;
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

interface FoundClaims {
  readonly ids: ReadonlySet<ClaimId>;
  /** In the order in which they are locked. */
  readonly places: readonly PlaceOfClaims[];
  readonly byChange: ReadonlyMap<string, HoldingId>;
}

async function claimsOfChanges(db: Reader, requestId: RequestId, changeIds: readonly string[]): Promise<FoundClaims> {
  const { name, column } = tables.holding;
  const ofHolding = (property: 'accountId' | 'entitlementId') =>
    `(select ${column(property)} from ${name} where ${column('id')} = ${tables.claim.column('holdingId')})`;
  const more = { accountId: ofHolding('accountId'), entitlementId: ofHolding('entitlementId') };
  const where = { requestId, changeId: { $in: changeIds } };
  const rows = await tables.claim.findWith(db, where, more, { orderBy: { holdingId: 'asc' } });
  return {
    ids: new Set(rows.map(({ id }) => id)),
    places: [...new Map(rows.map((row) => [row.holdingId, row as PlaceOfClaims])).values()],
    byChange: new Map(rows.map(({ changeId, holdingId }) => [changeId ?? '', holdingId])),
  };
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
