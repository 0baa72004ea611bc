import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { factAbout } from '../../src/domain/request/step.ts';
import type { Request } from '../../src/domain/request/request.ts';
import { createRequestGateway } from '../../src/temporal/gateway.ts';
import { requestWorkflowId } from '../../src/temporal/workflow-ids.ts';
import { currentRequest } from '../../workflows/access-request/messages.ts';
import { describeUnless } from '../support/skip.ts';
import { testSqlite } from '../support/sqlite.ts';
import { approval, aStage, originOf, type Stage, stored, story, untilState } from '../support/stories.ts';
import { aTaskQueue, testTemporal, whyNoTemporal } from '../support/temporal.ts';
import { workflowBundle } from '../support/workflow-bundle.ts';
import { anOrganisationOf, asking } from '../workflows/scenes.ts';
import { expectSound, expectWholeRecord } from '../workflows/soundness.ts';
import type { Moment } from './fixtures/mortal.ts';
import { aMortalWorker, aWorkerOf, type MortalWorker } from './mortal-worker.ts';

const at = (when: Moment['when'], method: string, time: number): Moment => ({ when, method, time });

const MOMENTS: readonly Moment[] = [
  ...[at('before', 'open', 1), at('after', 'open', 1)],
  ...[at('before', 'addClaims', 1), at('after', 'addClaims', 1), at('before', 'grant', 1), at('after', 'grant', 1)],
  ...[at('before', 'settle', 1), at('after', 'settle', 1)],
  ...[at('before', 'releaseClaims', 1), at('after', 'releaseClaims', 1)],
  ...[at('before', 'revoke', 1), at('after', 'revoke', 1), at('before', 'settle', 2), at('after', 'settle', 2)],
];

/** Processes that start: more of them at once would only be in each other's way, and in that of other tests. */
const AT_A_TIME = 5;

const LIFE = [
  ...['request.opened', 'request.approved_at_level', 'request.approved', 'request.given'],
  ...['request.end_asked', 'request.ending', 'holding.removed', 'request.ended'],
];

describeUnless(await whyNoTemporal(), 'kill -9 of a worker', () => {
  let stage: Stage;
  let file: string;
  let drop: () => Promise<void>;
  let request: ReturnType<typeof asking>;
  const workers: MortalWorker[] = [];
  beforeAll(async () => {
    ({ file, drop } = await testSqlite());
    stage = await aStage(anOrganisationOf({ aws: MOMENTS.length }), { address: { kind: 'sqlite', file } });
    request = asking(stage, 'aws', ['ada']);
  });
  afterAll(async () => {
    for (const worker of workers) await worker.stop();
    await expectWholeRecord(stage);
    await stage.house.close();
    await drop();
  });

  it('when it is killed at any moment of a life, then the next one goes on, and everything has happened once', async () => {
    const started = MOMENTS.map(() => Promise.withResolvers<void>());
    const lives = MOMENTS.map(async (moment, number) => {
      await started[number - AT_A_TIME]?.promise;
      return live(request(), moment, () => started[number]?.resolve()).finally(() => started[number]?.resolve());
    });
    const ends = await Promise.allSettled(lives);
    const failed = ends.flatMap((end, index) =>
      end.status === 'rejected' ? [{ moment: MOMENTS[index], reason: String(end.reason) }] : [],
    );
    expect(failed).toEqual([]);
  }, 240_000);

  async function live(one: Request, moment: Moment, isStarted: () => void): Promise<void> {
    const { client } = stage.house;
    const taskQueue = `${aTaskQueue()}-requests`;
    const gateway = createRequestGateway({ client, taskQueue });
    const { codePath } = await workflowBundle();
    const plan = { file, taskQueue, codePath, temporal: await testTemporal(), dieAt: moment };
    const worker = aMortalWorker(plan, () => aWorkerOf(stage, taskQueue));
    workers.push(worker);
    const origin = originOf(one.requesterId);
    const facts = [factAbout(one, 'request.opened', Date.now(), origin)];
    const submitted = { principal: one.requesterId, bodyHash: one.id };
    expect(await gateway.submit({ request: one, facts, submitted, clicks: [] })).toMatchObject({ ok: true });
    await untilState(stage, one, 'pending_approval');
    isStarted();
    expect(await gateway.send(one, 'decide', approval(stage.person('ada').id))).toMatchObject({ ok: true });
    await untilState(stage, one, 'active');
    expect(await gateway.send(one, 'end', { clickId: 'end', origin, reason: 'done' })).toMatchObject({ ok: true });
    await untilState(stage, one, 'ended');
    const handle = client.workflow.getHandle(requestWorkflowId(one.id));
    expect(await handle.result()).toMatchObject({ state: 'ended' });
    expect(worker.hasDied()).toBe(true);
    expect(await story(stage, one.id)).toEqual(LIFE);
    expect(await effects(one)).toEqual(['grant', 'revoke']);
    // When the snapshot was taken is the only thing that the workflow is not told.
    const inHistory = await handle.query(currentRequest);
    expect({ ...(await stored(stage, one.id)), asOf: 0 }).toEqual({ ...inHistory, asOf: 0 });
    await expectSound(stage, one);
  }

  /** What the app really did, in order. */
  async function effects(one: Request): Promise<string[]> {
    const entitlements = await stage.house.store.catalog.entitlementsOf(one.appId);
    const asked = entitlements.find(({ id }) => id === one.changes[0]?.entitlementId)?.externalId;
    const calls = await stage.house.store.sandbox.calls(one.appId);
    return calls.filter(({ entitlement, changed }) => entitlement === asked && changed).map(({ method }) => method);
  }
});
