import { randomUUID } from 'node:crypto';
import type { TemporalAnswer } from '../setup/temporal-server.ts';
import { askHouse } from './house.ts';

/** For `describeUnless`: nothing, or why this machine has no Temporal server for tests. Ask at the top of the file, where no test's time runs. */
export async function whyNoTemporal(): Promise<string | undefined> {
  const answer = await askHouse<TemporalAnswer>('temporal');
  return 'unavailable' in answer ? answer.unavailable : undefined;
}

/** The dev server of the run. Everybody shares its namespace: take your own task queue and your own workflow ids. */
export async function testTemporal(): Promise<{ readonly address: string; readonly namespace: string }> {
  const answer = await askHouse<TemporalAnswer>('temporal');
  if ('unavailable' in answer) throw new Error(answer.unavailable);
  return answer;
}

export function aTaskQueue(): string {
  return `queue-${randomUUID()}`;
}

export function aWorkflowId(): string {
  return `workflow-${randomUUID()}`;
}
