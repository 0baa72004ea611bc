import type { Client } from '@temporalio/client';
import { aligned } from '../../support/table.ts';
import { closedLoop } from '../../support/measure.ts';
import type { SqlCount } from '../workers/events.ts';
import type { RowSet } from './row-set.ts';

const LIVES = 40;
const MOST_FREQUENT = 45;

/** No times at all: what one life is made of, which no load of the machine changes. */
export const anatomy: RowSet = {
  name: 'anatomy',
  async measure({ bare, ours, kind }) {
    const client = ours.countSql();
    client.taken();
    await ours.sqlOfWorker();
    await bare.live();
    await closedLoop(LIVES, 1, () => ours.live());
    const [inClient, inWorker] = [client.taken(), await ours.sqlOfWorker()];
    const [bareEvents, ourEvents] = [
      await eventsOf(ours.client, 'bareLeaseWorkflow'),
      await eventsOf(ours.client, 'accessRequestWorkflow'),
    ];
    const types = [...new Set([...Object.keys(bareEvents), ...Object.keys(ourEvents)])].toSorted();
    const history = types.map((type) => [type, String(bareEvents[type] ?? 0), String(ourEvents[type] ?? 0)]);
    return {
      rows: [],
      notes: [
        aligned([['event of the history', 'bare', 'ours'], ...history]).join('\n'),
        [`${kind}, SQL of one life:`, sqlOf('client', inClient), sqlOf('worker', inWorker)].join('\n'),
      ],
    };
  },
};

async function eventsOf(client: Client, type: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for await (const { workflowId } of client.workflow.list({ query: `WorkflowType = '${type}'` })) {
    const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
    for (const event of events ?? []) {
      const name =
        Object.keys(event)
          .find((key) => key.endsWith('EventAttributes'))
          ?.slice(0, -15) ?? 'other';
      counts[name] = (counts[name] ?? 0) + 1;
      counts['all events'] = (counts['all events'] ?? 0) + 1;
    }
    const bytes = JSON.stringify(events).length;
    counts['bytes of it as JSON'] = bytes;
    break;
  }
  return counts;
}

function sqlOf(who: string, { statements, transactions, byText }: SqlCount): string {
  const lines = Object.entries(byText)
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, MOST_FREQUENT)
    .map(([text, times]) => `  ${(times / LIVES).toFixed(1).padStart(5)} ${text.slice(0, 130)}`);
  const each = (total: number) => (total / LIVES).toFixed(1);
  return [`${who}: ${each(statements)} statements, ${each(transactions)} transactions`, ...lines].join('\n');
}
