import { setTimeout as delay } from 'node:timers/promises';
import { currentRequest } from '../../../workflows/access-request/messages.ts';
import type { RequestId } from '../../../src/domain/ids.ts';
import { DAY } from '../../../src/domain/time.ts';
import type { Request } from '../../../src/domain/request/request.ts';
import { requestWorkflowId } from '../../../src/temporal/workflow-ids.ts';
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

const AT_ONCE = 20;
const FULL = [1_000, 20_000, 10_000, 15_000] as const;

interface Memory {
  readonly worker: number;
  readonly temporal: number;
}

/** As the watchdog starts again what Temporal has lost: the workflow goes on from a snapshot, and sleeps. */
async function fallAsleep({ gateway, happened }: OurSide, sleepers: number): Promise<void> {
  const more = sleepers - happened.opened.size;
  await closedLoop(more, AT_ONCE, () => gateway.restart(aSleepingRequest()));
  await until(() => happened.opened.size >= sleepers, `${sleepers} falling asleep`, sleepers * 100 + 20_000);
}

/**
 * A process keeps what it needed when it was busy, however much of it sleeps. So that both numbers have seen the same work,
 * sleepers are asked what they hold, one after the other: whoever is not at hand is replayed for it.
 */
async function lookAt({ client, happened }: OurSide, looks: number): Promise<void> {
  const ids = [...happened.opened.keys()] as RequestId[];
  let next = 0;
  await closedLoop(looks, AT_ONCE, async () => {
    const id = ids[next++ % ids.length] as RequestId;
    await client.workflow.getHandle(requestWorkflowId(id)).query(currentRequest);
  });
}

async function memoryOf({ processes }: OurSide, pauseMs: number): Promise<Memory> {
  await delay(pauseMs);
  const { worker, temporal } = usageOf(processes);
  return { worker: worker?.rssMb ?? Number.NaN, temporal: temporal?.rssMb ?? Number.NaN };
}

const sum = ({ worker, temporal }: Memory) => worker + temporal;
const said = ({ worker, temporal }: Memory) => `worker ${Math.round(worker)} + Temporal ${Math.round(temporal)} MB`;

export const sleepers: RowSet = {
  name: 'sleepers',
  async measure({ ours, kind }, { quick }) {
    const [few, many, looks, pauseMs] = quick ? ([200, 2_000, 2_000, 3_000] as const) : FULL;
    await fallAsleep(ours, few);
    const fresh = await memoryOf(ours, pauseMs);
    await lookAt(ours, looks);
    const before = await memoryOf(ours, pauseMs);
    await fallAsleep(ours, many);
    await lookAt(ours, looks);
    const after = await memoryOf(ours, pauseMs);
    return {
      rows: [
        {
          ...{ name: `sleepers-memory-${kind}`, goal: 1.3, better: 'lower' },
          ...{ bare: `${Math.round(sum(before))} MB`, ours: `${Math.round(sum(after))} MB` },
          ratio: rounded(sum(after) / sum(before)),
        },
      ],
      notes: [
        `${kind}: memory with ${few} sleeping leases (shown as bare): ${said(before)}, before they were looked at ${said(fresh)}; with ${many}: ${said(after)}.`,
      ],
    };
  },
};
