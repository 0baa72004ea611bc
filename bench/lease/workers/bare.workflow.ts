// The bundle entry of the bare worker: what one would write by hand for the same waits and the same outward effects.
import {
  condition,
  defineUpdate,
  proxyActivities,
  proxySinks,
  type Sinks,
  setHandler,
  sleep,
} from '@temporalio/workflow';
import type { bareActivities } from './bare.activities.ts';

export interface BareLease {
  readonly person: string;
  readonly thing: string;
  readonly needsApproval: boolean;
  readonly lease: { readonly lengthMs: number } | { readonly endAt: number };
}

/** Costs no task and no event: it is how somebody comes to know that there is something to decide. */
export interface BareSinks extends Sinks {
  readonly told: { waits(): void };
}

const { told } = proxySinks<BareSinks>();

export const approve = defineUpdate<string, [string]>('approve');

const { grant, revoke } = proxyActivities<typeof bareActivities>({ startToCloseTimeout: '10s' });

export async function bareLeaseWorkflow({ person, thing, needsApproval, lease }: BareLease): Promise<string> {
  let approvedBy: string | undefined = needsApproval ? undefined : 'a rule';
  setHandler(approve, (by) => (approvedBy ??= by));
  if (needsApproval) {
    told.waits();
    await condition(() => approvedBy !== undefined);
  }
  const givenAt = await grant(person, thing);
  const endAt = 'endAt' in lease ? lease.endAt : givenAt + lease.lengthMs;
  await sleep(Math.max(1, endAt - Date.now()));
  await revoke(person, thing);
  return 'ended';
}

/** One update that answers when its one activity is done. */
export async function roundTripWorkflow(person: string, thing: string): Promise<void> {
  let done = false;
  setHandler(approve, async () => {
    await grant(person, thing);
    done = true;
    return 'given';
  });
  await condition(() => done);
}
