import type { Actual } from '../../src/domain/ledger/claim.ts';
import { agrees } from '../../src/domain/ledger/wanted.ts';
import { SECOND } from '../../src/domain/time.ts';
import { called, type Failure } from './connector-calls.ts';
import { failed, type Job, settledAs, targetOf } from './job.ts';
import type { ReconcileDeps, Reconciled } from './reconciled.ts';

export type Seen = { readonly answer: Actual } | Failure;

export interface ReadBack {
  /** After a change that the app calls done: reads until it shows, or the time in which it must show is over. */
  afterDone(job: Job): Promise<Reconciled>;
  /**
   * A call without a clear answer may have been done, and one before it may not show yet: only what is read after all of
   * them had the time to show is believed.
   */
  afterFailure(job: Job, failure: Failure): Promise<Reconciled>;
}

export function createReadBack({ clock, wait }: Pick<ReconcileDeps, 'clock' | 'wait'>): ReadBack {
  return {
    async afterDone(job) {
      const giveUpAt = clock.now() + job.abilities.settleMs;
      for (;;) {
        const seen = await read(job);
        if ('answer' in seen && agrees(job.wanted, seen.answer)) return proven(job, seen.answer, clock.now());
        const isOver = clock.now() >= giveUpAt || ('failure' in seen && seen.failure !== 'retry');
        if (isOver) return notShown(job, seen);
        await wait(pollMs(job));
      }
    },

    async afterFailure(job, failure) {
      if (failure.stillUnderWay) await wait(job.abilities.callTimeoutMs);
      const isUnclear = failure.failure === 'retry';
      if (isUnclear) await wait(job.abilities.settleMs);
      const seen = await read(job);
      if (!('answer' in seen)) return failed(failure, settledAs(job.locked, { seen: 'unknown' }));
      if (isUnclear && agrees(job.wanted, seen.answer)) return proven(job, seen.answer, clock.now());
      return failed(failure, settledAs(job.locked, seen.answer));
    },
  };
}

export function read(job: Job): Promise<Seen> {
  return called(job.connector, (connector) => connector.read(targetOf(job)), job.abilities.callTimeoutMs);
}

export function proven(job: Job, actual: Actual, at: number): Reconciled {
  return { result: 'as_wanted', settled: settledAs(job.locked, actual, { kind: 'read_back', at }) };
}

function notShown(job: Job, seen: Seen): Reconciled {
  if ('failure' in seen) return failed(seen, settledAs(job.locked, { seen: 'unknown' }));
  const { app, entitlement } = job.locked;
  const isUnknown = seen.answer.seen === 'unknown';
  const state = isUnknown ? 'cannot be seen' : job.wanted.held ? 'is not there as granted' : 'is still there';
  const message = `${app.name} accepted the change, but ${entitlement.name} ${state}.`;
  return failed({ failure: 'retry', message, until: undefined }, settledAs(job.locked, seen.answer));
}

function pollMs({ abilities }: Job): number {
  return Math.max(50, Math.min(SECOND, abilities.settleMs / 10));
}
