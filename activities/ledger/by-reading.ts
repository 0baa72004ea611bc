import type { Actual } from '../../src/domain/ledger/claim.ts';
import { type Deed, decide, type Step } from '../../src/domain/ledger/step.ts';
import { changed, failed, frozen, type Job, settledAs, unchanged } from './job.ts';
import { tellKept } from './kept.ts';
import { mayCall } from './may-call.ts';
import { standingOf } from './standing.ts';
import { createReadBack, proven, read } from './read-back.ts';
import type { ReconcileDeps, Reconciled } from './reconciled.ts';

/** For apps that can be looked into: nothing is done before it is read back. */
export function createByReading(deps: ReconcileDeps): (job: Job) => Promise<Reconciled> {
  const readBack = createReadBack(deps);

  return async (job) => {
    const before = await read(job);
    if ('failure' in before) return failed(before, unchanged(job.locked, deps.clock.now()));
    const step = stepFor(job, before.answer);
    if (step.do === 'nothing') return kept(job, before.answer);
    const refusal = frozen(job, step, before.answer) ?? (await mayCall(deps, job));
    if (refusal !== undefined) return failed(refusal, settledAs(job.locked, before.answer));
    return change(job, step, before.answer);
  };

  async function kept(job: Job, actual: Actual): Promise<Reconciled> {
    const failure = await tellKept(deps, job);
    return failure === undefined
      ? proven(job, actual, deps.clock.now())
      : failed(failure, settledAs(job.locked, actual));
  }

  async function change(job: Job, deed: Deed, before: Actual): Promise<Reconciled> {
    const done = await changed(job, deed, standingOf(deps, job));
    if ('failure' in done) return readBack.afterFailure(job, done);
    if (done.answer.outcome === 'done') return readBack.afterDone(job);
    const { ref, checkAfter } = done.answer;
    const settled = { ...settledAs(job.locked, before), pending: { ref, checkAfter } };
    return { result: 'pending', until: checkAfter, settled };
  }
}

/**
 * Without a proof for the present wish, an earlier call the other way may not show yet: then a reading that agrees is not
 * believed, and the wanted thing is done once more.
 */
function stepFor({ locked, wanted }: Job, actual: Actual): Step {
  return decide(wanted, locked.holding.proof === undefined ? { seen: 'unknown' } : actual);
}
