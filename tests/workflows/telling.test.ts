import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ensureTelling } from '../../src/temporal/teller.ts';
import { tellingWorkflowId } from '../../src/temporal/workflow-ids.ts';
import { aRunningInstallation, type RunningInstallation } from '../support/running-installation.ts';
import { describeUnless } from '../support/skip.ts';
import { until } from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';

/** More than one run of it holds. */
const LOOKS = 30;

describeUnless(await whyNoTemporal(), 'what follows the record', () => {
  let house: RunningInstallation;
  let looks = 0;
  beforeAll(async () => {
    const followRecord = () => (++looks > LOOKS ? Promise.reject(new Error('enough')) : Promise.resolve(looks));
    house = await aRunningInstallation({ notifications: () => ({ followRecord, tell: () => Promise.resolve() }) });
  });
  afterAll(() => house.close());

  it('goes on for ever with histories that can be read, and there is one of it, however often it is begun', async () => {
    const { client, taskQueue } = house;
    await Promise.all([1, 2, 3].map(() => ensureTelling(client, taskQueue)));
    const workflowId = tellingWorkflowId(taskQueue);
    const first = await client.workflow.getHandle(workflowId).describe();
    await until(() => Promise.resolve(looks > LOOKS));
    const handle = client.workflow.getHandle(workflowId);
    const now = await handle.describe();
    expect(now.status.name).toBe('RUNNING');
    expect(now.runId).not.toBe(first.runId);
    await handle.terminate();
    await ensureTelling(client, taskQueue);
    expect((await handle.describe()).status.name).toBe('RUNNING');
    await handle.terminate();
  });
});
