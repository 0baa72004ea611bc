import { setTimeout as delay } from 'node:timers/promises';
import { DAY } from '../../../src/domain/time.ts';
import type { Request } from '../../../src/domain/request/request.ts';
import { aChange, aRequest } from '../../../tests/support/builders.ts';
import { closedLoop, until } from '../../support/measure.ts';
import { usageOf } from '../../support/processes.ts';
import { rounded } from '../../support/table.ts';
import type { OurSide } from '../sides/our-side.ts';
import type { RowSet } from './row-set.ts';

/** Given an hour ago, for a month. */
function aSleepingRequest(): Request {
  const effectiveAt = Date.now() - 3_600_000;
  const endsAt = effectiveAt + 30 * DAY;
  const proof = { kind: 'read_back', at: effectiveAt } as const;
  return aRequest({
    ...{ decision: 'approved', decidedAt: effectiveAt, createdAt: effectiveAt, endsAt, asOf: effectiveAt },
    lease: { asked: { kind: 'for', length: 'P30D' }, granted: undefined, zone: 'UTC' },
    changes: [aChange({ state: 'given', proof, effectiveAt, endsAt })],
  });
}

interface Memory {
  readonly worker: number;
  readonly temporal: number;
}

/** As the watchdog starts again what Temporal has lost: the workflow goes on from a snapshot, and sleeps. */
async function memoryWith(
  { gateway, happened, processes }: OurSide,
  sleepers: number,
  pauseMs: number,
): Promise<Memory> {
  const more = sleepers - happened.opened.size;
  await closedLoop(more, 20, () => gateway.restart(aSleepingRequest()));
  await until(() => happened.opened.size >= sleepers, `${sleepers} falling asleep`, sleepers * 100 + 20_000);
  await delay(pauseMs);
  const { worker, temporal } = usageOf(processes);
  return { worker: worker?.rssMb ?? Number.NaN, temporal: temporal?.rssMb ?? Number.NaN };
}

const sum = ({ worker, temporal }: Memory) => worker + temporal;
const said = ({ worker, temporal }: Memory) => `worker ${Math.round(worker)} + Temporal ${Math.round(temporal)} MB`;

export const sleepers: RowSet = {
  name: 'sleepers',
  async measure({ ours, kind }, { quick }) {
    const [few, many] = quick ? ([200, 2_000] as const) : ([1_000, 20_000] as const);
    const pauseMs = quick ? 3_000 : 15_000;
    const before = await memoryWith(ours, few, pauseMs);
    const after = await memoryWith(ours, many, pauseMs);
    return {
      rows: [
        {
          ...{ name: `sleepers-memory-${kind}`, goal: 1.3, better: 'lower' },
          ...{ bare: `${Math.round(sum(before))} MB`, ours: `${Math.round(sum(after))} MB` },
          ratio: rounded(sum(after) / sum(before)),
        },
      ],
      notes: [
        `${kind}: memory with ${few} sleeping leases (shown as bare): ${said(before)}; with ${many}: ${said(after)}.`,
      ],
    };
  },
};
