import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { advance } from './advance.ts';
import type { sleeper } from './advance-workflows.ts';
import { aRunningWorker, type RunningWorker } from './running-worker.ts';
import { describeUnless } from './skip.ts';
import { aWorkflowId, whyNoTemporal } from './temporal.ts';
import { workflowBundle } from './workflow-bundle.ts';

const DAY = 86_400_000;
const workflows = fileURLToPath(new URL('./advance-workflows.ts', import.meta.url));

describeUnless(await whyNoTemporal(), 'the time of a workflow', () => {
  let worker: RunningWorker;
  beforeAll(async () => {
    worker = await aRunningWorker({ workflowBundle: await workflowBundle(workflows) });
  });
  afterAll(() => worker.stop());

  const asleepFor = (ms: number) =>
    worker.client.workflow.start<typeof sleeper>('sleeper', {
      taskQueue: worker.taskQueue,
      workflowId: aWorkflowId(),
      args: [ms],
    });

  it('when it is moved on less than a sleep lasts, then the sleep goes on', async () => {
    const handle = await asleepFor(30 * DAY);
    expect(await advance(worker.client, handle.workflowId, 29 * DAY)).toBe('reached');
    expect((await handle.describe()).status.name).toBe('RUNNING');
    await handle.terminate();
  });

  it('when it is moved on further than the workflow lives, then it has ended, at its own hour', async () => {
    const handle = await asleepFor(30 * DAY);
    expect(await advance(worker.client, handle.workflowId, 31 * DAY)).toBe('ended');
    const slept = await handle.result();
    expect(slept).toBeGreaterThanOrEqual(30 * DAY);
    expect(slept).toBeLessThan(30 * DAY + 60_000);
  });

  it('when there is no such workflow, then that is an error', async () => {
    await expect(advance(worker.client, 'nobody', DAY)).rejects.toThrow('not found');
  });
});
