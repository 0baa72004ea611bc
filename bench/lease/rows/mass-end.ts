import { setTimeout as delay } from 'node:timers/promises';
import { RequestRow } from '../../../src/db/entities/request.entity.ts';
import { SandboxHoldingRow } from '../../../src/db/entities/sandbox.entity.ts';
import { closedLoop, quantile, until } from '../../support/measure.ts';
import { rounded } from '../../support/table.ts';
import type { OurSide } from '../sides/our-side.ts';
import { forget, type Side } from '../sides/side.ts';
import type { RowSet } from './row-set.ts';

interface Drain {
  readonly perSecond: number;
  /** After the moment: half of them, nine of ten, all. */
  readonly lateS: readonly [number, number, number];
}

const AT_ONCE = 20;
/** Slower than this a second, and something hangs. */
const SLOWEST = 3;

/** All of them given before one moment; from that moment until the worker has taken the last one back. */
async function drained(side: Side, count: number): Promise<Drain> {
  const trial = Math.min(100, count / 3);
  const seconds = await closedLoop(trial, AT_ONCE, () => side.live());
  forget(side.happened);
  // Half as long again as the trial says, for others may come to work on this machine.
  const endAt = Date.now() + Math.round((seconds / trial) * count * 1500) + 8_000;
  await closedLoop(count, AT_ONCE, () => side.leaseUntil(endAt));
  await until(() => side.happened.given.size === count, `giving ${count} leases before they end`, endAt - Date.now());
  await delay(endAt - Date.now());
  await until(() => side.happened.taken.size >= count, `taking ${count} back`, (count / SLOWEST) * 1000 + 20_000);
  const moments = [...side.happened.taken.values()].map((at) => (at - endAt) / 1000);
  forget(side.happened);
  const last = Math.max(...moments);
  return { perSecond: count / last, lateS: [quantile(moments, 0.5), quantile(moments, 0.9), last] };
}

/** By what is stored, and by what the app itself says. */
async function notGone({ database }: OurSide): Promise<string[]> {
  const em = database.orm.em.fork();
  const unproven = await em.find(RequestRow, { state: { $ne: 'ended' } }, { fields: ['id', 'state'], limit: 5 });
  const requests = await em.find(RequestRow, {}, { fields: ['snapshot'] });
  const unverified = requests.filter(({ snapshot }) => !snapshot.includes('"verifiedGoneAt":')).length;
  const held = await em.count(SandboxHoldingRow, { real: { $like: '%"held":true%' } });
  return [
    ...unproven.map(({ id, state }) => `${id} is ${state} after its lease`),
    ...(unverified === 0 ? [] : [`${unverified} requests ended without a proof`]),
    ...(held === 0 ? [] : [`${held} holdings still stand in the app`]),
  ];
}

export const massEnd: RowSet = {
  name: 'mass-end',
  async measure({ bare, ours, kind }, { quick }) {
    const count = quick ? 300 : 5_000;
    const bareDrain = await drained(bare, count);
    const ourDrain = await drained(ours, count);
    await delay(1_000);
    const broken = await notGone(ours);
    const said = ({ lateS }: Drain) => lateS.map(rounded).join(', ');
    const late = `half, nine of ten and all of them gone after: bare ${said(bareDrain)} s; ours ${said(ourDrain)} s`;
    return {
      rows: [
        {
          ...{ name: `mass-end-rate-${kind}`, goal: 0.6, better: 'higher' },
          bare: `${rounded(bareDrain.perSecond)}/s`,
          ours: `${rounded(ourDrain.perSecond)}/s`,
          ratio: rounded(ourDrain.perSecond / bareDrain.perSecond),
        },
      ],
      notes: [
        `${kind}: ${count} leases at one moment, ${late}; ${broken.length === 0 ? 'all' : 'NOT all'} proven gone.`,
      ],
      broken: broken.map((sentence) => `${kind}: ${sentence}`),
    };
  },
};
