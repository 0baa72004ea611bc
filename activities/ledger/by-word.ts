import type { Actual } from '../../src/domain/ledger/claim.ts';
import { type Deed, deedFor } from '../../src/domain/ledger/step.ts';
import { agrees } from '../../src/domain/ledger/wanted.ts';
import { DAY } from '../../src/domain/time.ts';
import { changed, failed, frozen, type Job, settledAs, unchanged } from './job.ts';
import { tellKept } from './kept.ts';
import { mayCall } from './may-call.ts';
import { standingOf } from './standing.ts';
import type { ReconcileDeps, Reconciled } from './reconciled.ts';

const UNKNOWN: Actual = { seen: 'unknown' };

/** For apps that nobody can look into: pending until a person says that it is so (`attestHolding`). */
export function createByWord(deps: ReconcileDeps): (job: Job) => Promise<Reconciled> {
  const { clock } = deps;

  return async (job) => {
    const { holding } = job.locked;
    // The proof belongs to the present wish: the ledger drops it when the wish changes.
    if (holding.proof !== undefined && agrees(job.wanted, holding.actual)) {
      const settled = settledAs(job.locked, holding.actual, holding.proof);
      const failure = await tellKept(deps, job);
      return failure === undefined ? { result: 'as_wanted', settled } : failed(failure, settled);
    }
    const deed = deedFor(job.wanted);
    const refusal = frozen(job, deed, holding.actual) ?? (await mayCall(deps, job));
    if (refusal !== undefined) return failed(refusal, unchanged(job.locked, clock.now()));
    return ask(job, deed);
  };

  async function ask(job: Job, deed: Deed): Promise<Reconciled> {
    const done = await changed(job, deed, standingOf(deps, job));
    if ('failure' in done) return failed(done, { ...unchanged(job.locked, clock.now()), actual: UNKNOWN });
    const pending = done.answer.outcome === 'pending' ? done.answer : toBeConfirmed(job, deed);
    const { ref, checkAfter } = pending;
    const settled = { ...settledAs(job.locked, UNKNOWN), pending: { ref, checkAfter } };
    return { result: 'pending', until: checkAfter, settled };
  }

  /** The connector says that it is done, and cannot show it: a person has to. */
  function toBeConfirmed({ locked: { holding } }: Job, deed: Deed) {
    return { ref: `confirm ${deed.do} ${holding.id} ${holding.generation}`, checkAfter: clock.now() + DAY };
  }
}
