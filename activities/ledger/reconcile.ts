import type { App } from '../../src/domain/catalog/app.ts';
import { MINUTE, SECOND } from '../../src/domain/time.ts';
import type { LockWish } from '../../src/ports/ledger-store.ts';
import { createByReading } from './by-reading.ts';
import { createByWord } from './by-word.ts';
import { failureOf } from './connector-calls.ts';
import { factsOf } from './facts.ts';
import { failed, jobOf, unchanged } from './job.ts';
import type { Reconcile, ReconcileDeps } from './reconciled.ts';

/** The only way in which an app is changed. No transaction is open while an app is being called. */
export function createReconcile(deps: ReconcileDeps): Reconcile {
  const work = createWork(deps);
  const lockWishFor = createLockWish(deps);
  return { work, lockWishFor, reconcileHolding: createRounds(deps, work, lockWishFor) };
}

function createWork(deps: ReconcileDeps): Reconcile['work'] {
  const ways = { read_back: createByReading(deps), attested: createByWord(deps) };
  return async (locked) => {
    const job = tried(() => jobOf(locked, deps.connectors));
    if ('failure' in job) return failed(job, unchanged(locked, deps.clock.now()));
    // Whoever held the lock before may have died in the middle of a call: it ends, one way or the other, within its time.
    if (locked.tookOver) await deps.wait(job.abilities.callTimeoutMs);
    return ways[job.abilities.proof](job);
  };
}

const MOST_ROUNDS = 5;

function createRounds(
  { ledger, clock }: ReconcileDeps,
  work: Reconcile['work'],
  lockWishFor: Reconcile['lockWishFor'],
): Reconcile['reconcileHolding'] {
  return async (holdingId) => {
    const app = await ledger.appOf(holdingId);
    if (app === undefined) return { result: 'unknown_holding' };
    for (let round = 1; round <= MOST_ROUNDS; round++) {
      const opened = await ledger.lock(holdingId, lockWishFor(app));
      if (opened.opened === 'busy') return { result: 'busy', until: opened.until };
      if (opened.opened !== 'locked') return { result: 'unknown_holding' };
      const reconciled = await work(opened.locked);
      const facts = factsOf(opened.locked, reconciled, clock.now());
      const { moved } = await ledger.settle([reconciled.settled], { facts });
      if (moved.length === 0) return reconciled;
    }
    return { result: 'busy', until: clock.now() + SECOND };
  };
}

/** Where the connector cannot say how long it takes, it cannot be called either: the lock is short of use, not of time. */
const LOCK_WITHOUT_CONNECTOR_MS = MINUTE;

/** For what reading and writing the ledger takes besides the calls. */
const MARGIN_MS = 10 * SECOND;

/** Waiting after a takeover, reading, changing, waiting for a change that gave no answer, settling, reading once more. */
const CALLS = 5;

function createLockWish({ connectors, clock }: ReconcileDeps): (app: App, holdings?: number) => LockWish {
  return (app, holdings = 1) => {
    const abilities = tried(() => connectors(app.connector).describe(app));
    const oneMs =
      'failure' in abilities
        ? LOCK_WITHOUT_CONNECTOR_MS
        : CALLS * abilities.callTimeoutMs + abilities.settleMs + MARGIN_MS;
    return { now: clock.now(), lockMs: holdings * oneMs };
  };
}

function tried<T extends object>(work: () => T): T | ReturnType<typeof failureOf> {
  try {
    return work();
  } catch (error) {
    return failureOf(error);
  }
}
