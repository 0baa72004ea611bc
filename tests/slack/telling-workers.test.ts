import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { whyNoStandIn } from '../../src/demo-slack/program.ts';
import { BOT_TOKEN } from '../../src/demo-slack/workspace.ts';
import type { RequestId } from '../../src/domain/ids.ts';
import { askTelling } from '../../src/temporal/teller.ts';
import { tellingWorkflowId, tellWorkflowId } from '../../src/temporal/workflow-ids.ts';
import type { Found } from '../../src/use-cases/watch.ts';
import { MINUTE } from '../../src/domain/time.ts';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry, aSimpleFlow } from '../support/builders.ts';
import { aMortalWorker } from '../chaos/mortal-worker.ts';
import { valueOf } from '../support/people.ts';
import { aRunningInstallation, type RunningInstallation } from '../support/running-installation.ts';
import { describeUnless } from '../support/skip.ts';
import { testSqlite } from '../support/sqlite.ts';
import { until } from '../support/stories.ts';
import { aTellingStage, notificationsTo, type TellingStage } from '../support/telling-stage.ts';
import { testTemporal, whyNoTemporal } from '../support/temporal.ts';
import { workflowBundle } from '../support/workflow-bundle.ts';

const organisation = anOrganisation({
  policy: { ...anOrganisation().policy, flows: [aSimpleFlow({ kind: 'app_owner' })] },
  people: ['maya', 'ada'].map((name) => aPersonEntry({ email: `${name}@example.com`, name })),
  apps: [
    anAppEntry({
      ...{ slug: 'aws', owners: ['ada@example.com'] },
      entitlements: Array.from({ length: 20 }, (_, i) => anEntitlementEntry({ slug: `e${i + 1}` })),
    }),
  ],
});

describeUnless(whyNoStandIn() ?? (await whyNoTemporal()), 'people are told by several workers', () => {
  let stage: TellingStage;
  let other: RunningInstallation;
  let drop: () => Promise<void>;
  let file: string;
  let next = 1;
  /** By which the clock of the other is ahead. */
  let ahead = 0;
  beforeAll(async () => {
    const made = await testSqlite();
    ({ file, drop } = made);
    const address = { kind: 'sqlite', file: made.file } as const;
    stage = await aTellingStage(organisation, { address });
    const { taskQueue } = stage.stage.house;
    const clock = { now: () => Date.now() + ahead };
    other = await aRunningInstallation({
      address,
      taskQueue,
      notifications: notificationsTo(stage.standIn.url, clock),
    });
  });
  afterAll(async () => {
    await other.close();
    await stage.close();
    await drop();
  });

  const ask = () => stage.people.asked('maya', `aws/e${next++}`);
  /** How many messages with each first words this person has. */
  async function counts(name: string): Promise<Record<string, number>> {
    const texts = (await stage.messagesTo(name)).map(({ text }) => text.split(/ · | by |:/)[0] ?? '');
    return Object.fromEntries([...Map.groupBy(texts, (text) => text)].map(([text, all]) => [text, all.length]));
  }

  it('when many things happen and both tell, and answers are lost, then nothing is there twice', async () => {
    let lost = 0;
    stage.setInstead((method) =>
      method === 'chat.postMessage' && lost++ % 5 === 4 ? { status: 500, afterDoing: true } : undefined,
    );
    const ids = await Promise.all(Array.from({ length: 6 }, ask));
    await Promise.all(ids.map(stage.settled));
    for (const id of ids) valueOf(await stage.people.decide('ada', id, { decision: 'reject', comment: 'no' }));
    stage.setInstead(() => undefined);
    await Promise.all(ids.map(stage.settled));
    const roots = (await stage.messagesTo('ada')).filter(({ thread_ts }) => thread_ts === undefined);
    expect(roots).toHaveLength(6);
    expect(roots.every(({ text }) => text.includes('✕ Rejected by ada'))).toBe(true);
    expect(await counts('maya')).toMatchObject({ '⏳ Received': 6, '✕ Rejected': 6 });
  });

  it('when nobody follows what happens any more, then the watchdog sees to it, and nobody is left out', async () => {
    const { client, taskQueue } = stage.stage.house;
    const watched = () =>
      client.workflow.execute<() => Promise<Found>>('watchdogWorkflow', {
        ...{ taskQueue, workflowId: `watchdog-${taskQueue}-${next}`, args: [] },
      });
    expect(await watched()).toMatchObject({ isFollowedAgain: false });
    const before = (await counts('maya'))['⏳ Received'] ?? 0;
    stage.setInstead(() => ({ status: 503 }));
    const lost = await ask();
    const telling = client.workflow.getHandle(tellWorkflowId(`request:${lost}`));
    await until(async () => (await telling.describe().catch(() => undefined))?.status.name === 'RUNNING');
    for (const id of [tellingWorkflowId(taskQueue), tellWorkflowId(`request:${lost}`)])
      await client.workflow.getHandle(id).terminate('an accident');
    const meanwhile = await ask();
    stage.setInstead(() => undefined);
    await expect(askTelling(client, taskQueue)).rejects.toThrow('not followed: TERMINATED');
    expect(await watched()).toMatchObject({ isFollowedAgain: true });
    await askTelling(client, taskQueue);
    await Promise.all([lost, meanwhile].map(stage.settled));
    expect((await counts('maya'))['⏳ Received']).toBe(before + 2);
  });

  it('when the workers stop while Slack is away, then others tell what is so when they start', async () => {
    const before = await counts('maya');
    stage.setInstead(() => ({ status: 503 }));
    const id: RequestId = await ask();
    await until(async () => stage.calls.includes('chat.postMessage'));
    await Promise.all([stage.stage.house.stopWorkers(), other.stopWorkers()]);
    stage.setInstead(() => undefined);
    await Promise.all([stage.stage.house.startWorkers(), other.startWorkers()]);
    await stage.settled(id);
    expect((await counts('maya'))['⏳ Received']).toBe((before['⏳ Received'] ?? 0) + 1);
  });

  it('when the only worker is killed after Slack took a message, then the next one finds it, and tells the rest', async () => {
    const { taskQueue } = stage.stage.house;
    await Promise.all([stage.stage.house.stopWorkers(), other.stopWorkers()]);
    const { codePath } = await workflowBundle();
    const slack = { url: stage.standIn.url, botToken: BOT_TOKEN };
    const dieAt = { when: 'after', method: 'post', time: 2 } as const;
    const worker = aMortalWorker(
      { file, taskQueue, codePath, slack, dieAt, temporal: await testTemporal() },
      async () => {
        // Long after: whoever began a message is not at it any more.
        ahead = 2 * MINUTE;
        await other.startWorkers();
        return { stop: () => other.stopWorkers() };
      },
    );
    const before = [await counts('maya'), await stage.messagesTo('ada')] as const;
    const id = await ask();
    await until(async () => worker.hasDied());
    await stage.settled(id);
    expect((await counts('maya'))['⏳ Received']).toBe((before[0]['⏳ Received'] ?? 0) + 1);
    expect(await stage.messagesTo('ada')).toHaveLength(before[1].length + 1);
    await worker.stop();
    await Promise.all([stage.stage.house.startWorkers(), other.startWorkers()]);
  }, 90_000);
});
