import type { Actual } from '../../src/domain/ledger/claim.ts';
import { type Deed, decide, type Step } from '../../src/domain/ledger/step.ts';
import { agrees } from '../../src/domain/ledger/wanted.ts';
import { SECOND } from '../../src/domain/time.ts';
import { called, type Failure } from './connector-calls.ts';
import { calling, failed, frozen, type Job, settledAs, unchanged } from './job.ts';
import { mayCall } from './may-call.ts';
import type { ReconcileDeps, Reconciled } from './reconciled.ts';

type Seen = { readonly answer: Actual } | Failure;

/** For apps that can be looked into: nothing is done before it is read back. */
export function createByReading(deps: ReconcileDeps): (job: Job) => Promise<Reconciled> {
  const { clock, wait } = deps;

  return async (job) => {
    const before = await read(job);
    if ('failure' in before) return failed(before, unchanged(job.locked, clock.now()));
    const step = stepFor(job, before.answer);
    if (step.do === 'nothing') return asWanted(job, before.answer);
    const refusal = frozen(job, step, before.answer) ?? (await mayCall(deps, job));
    if (refusal !== undefined) return failed(refusal, settledAs(job.locked, before.answer));
    return change(job, step, before.answer);
  };

  async function change(job: Job, deed: Deed, before: Actual): Promise<Reconciled> {
    const done = await called(job.connector, calling(job, deed));
    if ('failure' in done) return afterFailure(job, done);
    if (done.answer.outcome === 'done') return readBack(job);
    const { ref, checkAfter } = done.answer;
    const settled = { ...settledAs(job.locked, before), pending: { ref, checkAfter } };
    return { result: 'pending', until: checkAfter, settled };
  }

  async function readBack(job: Job): Promise<Reconciled> {
    const giveUpAt = clock.now() + job.abilities.settleMs;
    for (;;) {
      const seen = await read(job);
      if ('answer' in seen && agrees(job.wanted, seen.answer)) return asWanted(job, seen.answer);
      const isOver = clock.now() >= giveUpAt || ('failure' in seen && seen.failure !== 'retry');
      if (isOver) return notShown(job, seen);
      await wait(pollMs(job));
    }
  }

  /**
   * A call without a clear answer may have been done, and one before it may not show yet: only what is read after all of
   * them had the time to show is believed.
   */
  async function afterFailure(job: Job, failure: Failure): Promise<Reconciled> {
    if (failure.stillUnderWay) await wait(job.abilities.callTimeoutMs);
    const isUnclear = failure.failure === 'retry';
    if (isUnclear) await wait(job.abilities.settleMs);
    const seen = await read(job);
    if (!('answer' in seen)) return failed(failure, settledAs(job.locked, { seen: 'unknown' }));
    if (isUnclear && agrees(job.wanted, seen.answer)) return asWanted(job, seen.answer);
    return failed(failure, settledAs(job.locked, seen.answer));
  }

  function asWanted(job: Job, actual: Actual): Reconciled {
    return { result: 'as_wanted', settled: settledAs(job.locked, actual, { kind: 'read_back', at: clock.now() }) };
  }
}

/**
 * Without a proof for the present wish, an earlier call the other way may not show yet: then a reading that agrees is not
 * believed, and the wanted thing is done once more.
 */
function stepFor({ locked, wanted }: Job, actual: Actual): Step {
  return decide(wanted, locked.holding.proof === undefined ? { seen: 'unknown' } : actual);
}

function read({ connector, locked: { app, account, entitlement } }: Job): Promise<Seen> {
  return called(connector, (opened) => opened.read({ app, account, entitlement }));
}

function notShown(job: Job, seen: Seen): Reconciled {
  if ('failure' in seen) return failed(seen, settledAs(job.locked, { seen: 'unknown' }));
  const { app, entitlement } = job.locked;
  const state = { absent: 'absent', present: 'still there', unknown: 'not to be seen' }[seen.answer.seen];
  const what = job.wanted.held ? `${state} after it was granted` : `${state} after it was revoked`;
  const message = `${app.name} accepted the change, but ${entitlement.name} is ${what}.`;
  return failed({ failure: 'retry', message, until: undefined }, settledAs(job.locked, seen.answer));
}

function pollMs({ abilities }: Job): number {
  return Math.max(50, Math.min(SECOND, abilities.settleMs / 10));
}
