import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { HOUR } from '../../src/domain/time.ts';
import { requestWorkflowId } from '../../src/temporal/workflow-ids.ts';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry } from '../support/builders.ts';
import { peopleOf, valueOf } from '../support/people.ts';
import { describeUnless } from '../support/skip.ts';
import { aStage, pass, type Stage, story, stored, until, untilState } from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { expectGone, expectWholeRecord } from './soundness.ts';

const organisation = anOrganisation({
  people: ['ada', 'maya'].map((name) => aPersonEntry({ email: `${name}@example.com`, name })),
  apps: [
    anAppEntry({ slug: 'aws', owners: ['ada@example.com'], entitlements: [anEntitlementEntry({ slug: 'deploy' })] }),
  ],
});

describeUnless(await whyNoTemporal(), 'a history that has grown too long', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await aStage(organisation);
  });
  afterAll(async () => {
    await expectWholeRecord(stage);
    await stage.house.close();
  });

  it('when Temporal says so, then it goes on in a new one, with its lease and the extension that waits', async () => {
    const people = peopleOf(stage);
    const lease = await people.asked('maya', 'aws/deploy');
    valueOf(await people.decide('ada', lease));
    await untilState(stage, { id: lease }, 'active');
    const ticket = valueOf(await people.extend('maya', lease, 'PT8H')).id;
    const before = await stored(stage, lease);

    const handle = stage.house.client.workflow.getHandle(requestWorkflowId(lease));
    const { runId } = await handle.describe();
    const address = { id: lease, run: 1 };
    // Temporal suggests it from 4,096 events on.
    for (let sent = 0; sent < 4500; sent += 500) {
      await stage.house.gateway.nudge(Array<typeof address>(500).fill(address));
    }
    await until(async () => (await handle.describe()).runId !== runId);

    expect(await story(stage, lease)).not.toContain('request.restarted');
    expect(await stored(stage, lease)).toMatchObject({ changes: [{ state: 'given' }], endsAt: before.endsAt });
    valueOf(await people.decide('ada', ticket));
    await untilState(stage, { id: ticket }, 'ended');
    expect((await stored(stage, lease)).endsAt).toBe((before.endsAt ?? 0) + 8 * HOUR);
    expect(await pass(stage, { id: lease }, 17 * HOUR)).toBe('ended');
    await expectGone(stage, await stored(stage, lease));
  }, 90_000);
});
