import { setTimeout as delay } from 'node:timers/promises';
import { alternated, closedLoop, median } from '../../support/measure.ts';
import type { BenchOptions } from '../../support/options.ts';
import { cpuBetween, usageOf } from '../../support/processes.ts';
import { type Row, rounded } from '../../support/table.ts';
import type { House } from '../house.ts';
import { SHORT_MS } from '../calendar.ts';
import { forget, type Side } from '../sides/side.ts';
import type { RowSet } from './row-set.ts';

interface Load {
  readonly atOnce: number;
  /** Of the lease, on both sides: the more at once, the later a workflow hears that it was given. */
  readonly leaseMs: number;
  readonly lives: number;
  readonly rounds: number;
  readonly afterwardsMs: number;
}

const LOADS = [
  { atOnce: 1, leaseMs: SHORT_MS, lives: 100 },
  { atOnce: 20, leaseMs: 300, lives: 200 },
  { atOnce: 100, leaseMs: 1_500, lives: 400 },
] as const;

/** Each workflow task leaves time-outs of ten seconds in Temporal: what they cost is not the next round's. */
const AFTERWARDS_MS = 11_000;

interface Round {
  readonly perSecond: number;
  readonly cpuMs: number;
  readonly byRole: Readonly<Record<string, number>>;
}

function loadsOf({ quick, row = '' }: BenchOptions): Load[] {
  const only = /-(\d+)(?:-|$)/.exec(row)?.[1];
  const size = quick
    ? ({ atOnce }: (typeof LOADS)[number]) => ({ lives: Math.max(30, atOnce * 2), rounds: 3, afterwardsMs: 300 })
    : () => ({ rounds: 5, afterwardsMs: AFTERWARDS_MS });
  const wanted = LOADS.filter(({ atOnce }) => only === undefined || only === String(atOnce));
  return wanted.map((load) => ({ ...load, ...size(load) }));
}

/** Whole lives in a closed loop; everything that Temporal does for them afterwards is counted in their CPU. */
async function measured(side: Side, { lives, atOnce, leaseMs, afterwardsMs }: Load): Promise<Round> {
  const before = usageOf(side.processes);
  const seconds = await closedLoop(lives, atOnce, () => side.live(leaseMs));
  // One at a time, nobody else works meanwhile: what both sides sleep is left out.
  const asleepS = atOnce === 1 ? (lives * leaseMs) / 1000 : 0;
  await delay(afterwardsMs);
  const byRole = cpuBetween(before, usageOf(side.processes));
  const total = Object.values(byRole).reduce((sum, ms) => sum + ms, 0);
  forget(side.happened);
  const perLife = Object.fromEntries(Object.entries(byRole).map(([role, ms]) => [role, ms / lives]));
  return { perSecond: lives / (seconds - asleepS), cpuMs: total / lives, byRole: perLife };
}

async function measureLoad({ bare, ours, kind }: House, load: Load): Promise<{ rows: Row[]; note: string }> {
  const { recorded, sentAgain } = ours.late;
  const rounds = await alternated<Side, Round>(load.rounds, { bare, ours }, (side) => measured(side, load));
  const middle = (name: 'bare' | 'ours', of: (round: Round) => number) => median(rounds[name].map(of));
  const [bareRate, ourRate] = [middle('bare', (one) => one.perSecond), middle('ours', (one) => one.perSecond)];
  const [bareCpu, ourCpu] = [middle('bare', (one) => one.cpuMs), middle('ours', (one) => one.cpuMs)];
  // Of neighbouring rounds: a machine that grows slower meanwhile does so for both.
  const ratio = (of: (round: Round) => number) =>
    rounded(median(rounds.ours.map((one, at) => of(one) / of(rounds.bare[at] ?? one))));
  const rate: Row = {
    ...{ name: `whole-request-rate-${load.atOnce}-${kind}`, goal: 0.6, better: 'higher' },
    ...{ bare: `${rounded(bareRate)}/s`, ours: `${rounded(ourRate)}/s`, ratio: ratio((one) => one.perSecond) },
  };
  const cpu: Row = {
    ...{ name: `whole-request-cpu-${load.atOnce}-${kind}`, goal: 1.7, better: 'lower' },
    ...{ bare: `${rounded(bareCpu)} ms`, ours: `${rounded(ourCpu)} ms`, ratio: ratio((one) => one.cpuMs) },
  };
  const late = `Answers after 2 s: ${ours.late.recorded - recorded} kept for later, ${ours.late.sentAgain - sentAgain} sent again.`;
  return { rows: [rate, cpu], note: `${noteOf(load, rounds)} ${late}` };
}

function noteOf({ atOnce, lives }: Load, rounds: { readonly bare: Round[]; readonly ours: Round[] }): string {
  const side = (name: 'bare' | 'ours') => {
    const roles = Object.keys(rounds[name][0]?.byRole ?? {});
    const parts = roles.map(
      (role) => `${role} ${rounded(median(rounds[name].map(({ byRole }) => byRole[role] ?? 0)))}`,
    );
    const rates = rounds[name].map(({ perSecond }) => rounded(perSecond)).join(', ');
    return `${name}: CPU ms ${parts.join(', ')}; rounds ${rates}/s`;
  };
  return `whole request, ${atOnce} at once, ${lives} a round. ${side('bare')}. ${side('ours')}.`;
}

export const wholeRequest: RowSet = {
  name: 'whole-request',
  async measure(house, options) {
    for (const side of [house.bare, house.ours]) await closedLoop(options.quick ? 60 : 200, 20, () => side.live());
    const results: { rows: Row[]; note: string }[] = [];
    for (const load of loadsOf(options)) results.push(await measureLoad(house, load));
    return { rows: results.flatMap(({ rows }) => rows), notes: results.map(({ note }) => `${house.kind}: ${note}`) };
  },
};
