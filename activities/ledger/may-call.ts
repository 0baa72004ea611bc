import type { Failure } from './connector-calls.ts';
import type { Job } from './job.ts';
import type { ReconcileDeps } from './reconciled.ts';

/**
 * Asked just before an app is changed. One who slept through the end of its lock (a laptop closed, a process stopped)
 * must not wake up and undo what somebody else has proven since.
 */
export async function mayCall(
  { ledger, clock }: ReconcileDeps,
  { locked: { holding, lock } }: Job,
): Promise<Omit<Failure, 'stillUnderWay'> | undefined> {
  const held = { holdingId: holding.id, lock, generation: holding.generation };
  if (await ledger.isOurs(held, clock.now())) return undefined;
  return { failure: 'retry', message: 'What is wanted changed in the meantime.', until: undefined };
}
