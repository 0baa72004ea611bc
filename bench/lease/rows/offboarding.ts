import { setTimeout as delay } from 'node:timers/promises';
import { closedLoop, quantile, until } from '../../support/measure.ts';
import { rounded } from '../../support/table.ts';
import type { OurSide } from '../sides/our-side.ts';
import type { RowSet } from './row-set.ts';

const PAUSE_MS = 50;

/** Somebody with many leases leaves: how long others wait for their access meanwhile, against an idle machine. */
export const offboarding: RowSet = {
  name: 'offboarding',
  async measure({ ours, kind }, { quick }) {
    await closedLoop(40, 4, () => ours.live());
    const held = await ours.giveLeaver(quick ? 50 : 200);
    const idle = await sampled(ours, quick ? 30 : 100, () => true);
    const began = performance.now();
    await ours.offboardLeaver();
    const meanwhile = await sampled(
      ours,
      Number.POSITIVE_INFINITY,
      () => !held.every((id) => ours.happened.taken.has(id)),
    );
    const seconds = (performance.now() - began) / 1000;
    await until(() => held.every((id) => ours.happened.taken.has(id)), 'taking everything back', 120_000);
    const [idleP95, p95] = [quantile(idle, 0.95), quantile(meanwhile, 0.95)];
    return {
      rows: [
        {
          ...{ name: `offboarding-others-p95-${kind}`, goal: 2, better: 'lower' },
          ...{ bare: `${rounded(idleP95)} ms`, ours: `${rounded(p95)} ms`, ratio: rounded(p95 / idleP95) },
        },
      ],
      notes: [
        `${kind}: ${held.length} leases of one person proven gone ${rounded(seconds)} s after they left; meanwhile ${meanwhile.length} others got access. "Bare" is the same, idle.`,
      ],
    };
  },
};

async function sampled(ours: OurSide, most: number, goesOn: () => boolean): Promise<number[]> {
  const samples: number[] = [];
  while (samples.length < most && goesOn()) {
    samples.push(await ours.decideToAccess());
    await delay(PAUSE_MS);
  }
  return samples;
}
