import { called, type Failure } from './connector-calls.ts';
import { type Job, targetOf } from './job.ts';
import type { ReconcileDeps } from './reconciled.ts';
import { standingOf } from './standing.ts';

/** Held as before; the claims that it is held for may be others, and some apps want to know. */
export async function tellKept(deps: ReconcileDeps, job: Job): Promise<Failure | undefined> {
  const { connector, abilities, wanted } = job;
  if (!wanted.held || connector.keep === undefined) return undefined;
  const standing = standingOf(deps, job);
  const told = await called(connector, async ({ keep }) => keep?.(targetOf(job), standing), abilities.callTimeoutMs);
  return 'failure' in told ? told : undefined;
}
