import { setTimeout as delay } from 'node:timers/promises';
import { closedLoop, quantile } from '../../support/measure.ts';
import { rounded } from '../../support/table.ts';
import type { RowSet } from './row-set.ts';

const PAUSE_MS = 50;

/** One at a time on an idle machine, one of each side in turn: from the approver's click to the proof in the database. */
export const decideToAccess: RowSet = {
  name: 'decide-to-access',
  async measure({ bare, ours, kind }, { quick }) {
    for (const side of [bare, ours]) await closedLoop(40, 4, () => side.live());
    const [bareMs, ourMs]: [number[], number[]] = [[], []];
    for (let left = quick ? 40 : 200; left > 0; left--) {
      bareMs.push(await bare.roundTrip());
      await delay(PAUSE_MS);
      ourMs.push(await ours.decideToAccess());
      await delay(PAUSE_MS);
    }
    const [bareP95, ourP95] = [quantile(bareMs, 0.95), quantile(ourMs, 0.95)];
    const halves = `p50 ${rounded(quantile(bareMs, 0.5))} and ${rounded(quantile(ourMs, 0.5))} ms`;
    return {
      rows: [
        {
          ...{ name: `decide-to-access-p95-${kind}`, goal: 5, better: 'lower' },
          ...{ bare: `${rounded(bareP95)} ms`, ours: `${rounded(ourP95)} ms`, ratio: rounded(ourP95 / bareP95) },
        },
      ],
      notes: [`${kind}: decide to access, ${ourMs.length} of each, ${halves}.`],
    };
  },
};
