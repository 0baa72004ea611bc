import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { RequestId } from '../../src/domain/ids.ts';
import { requestWorkflowId } from '../../src/temporal/workflow-ids.ts';
import { describeUnless } from '../support/skip.ts';
import { untilNotListed } from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { leasesEndingTogether, statesOf } from './support/across-the-end.ts';
import { eventually } from './support/eventually.ts';
import { expectEnded, expectNoOthers, expectOnce, expectTrue, heldInApp, type Ticket } from './support/evidence.ts';
import { aScene, type Scene } from './support/scene.ts';
import { stored } from './support/stored.ts';
import { crowdWhile, expectSameAnswers, sayStorm, untilQuiet } from './support/through-the-storm.ts';
import { watchLater } from './support/watch-later.ts';

const run = promisify(execFile);

describeUnless(await whyNoTemporal(), 'what operators can do', () => {
  let scene: Scene;
  const tickets: Ticket[] = [];
  beforeAll(async () => {
    scene = await aScene('sqlite');
  }, 60_000);
  afterAll(() => scene.close());

  const workflowTool = (verb: 'cancel' | 'terminate', id: RequestId) => {
    const { binary, address } = scene.temporal;
    return run(binary, ['workflow', verb, '--workflow-id', requestWorkflowId(id), '--address', address]);
  };
  const allEnded = (ids: readonly RequestId[]) =>
    eventually('all have ended', async () => (await statesOf(scene, ids)).every((state) => state === 'ended'));

  it('when workers are killed while people ask and decide, then what was acknowledged is so, and happens once', async () => {
    const storm = await crowdWhile(scene, scene.worker, [5, 20]);
    const { said } = storm;
    tickets.push(...said);
    console.log(sayStorm(storm, await untilQuiet(scene, said)));
    await expectSameAnswers(scene, said);
    await expectTrue(scene.stage, tickets);
    await expectNoOthers(
      scene.stage,
      tickets.map(({ id }) => id),
    );
  }, 120_000);

  it('when leases are cancelled and terminated with its own tool, then each is ended, at once or at its end, and once', async () => {
    const leases = await leasesEndingTogether(scene, 51, 6);
    tickets.push(...leases.tickets);
    const [cancelled, terminated] = [leases.ids.slice(0, 3), leases.ids.slice(3)];
    await Promise.all([
      ...cancelled.map((id) => workflowTool('cancel', id)),
      ...terminated.map((id) => workflowTool('terminate', id)),
    ]);
    await allEnded(cancelled);
    expect(new Set(await statesOf(scene, terminated))).toEqual(new Set(['active']));
    await untilNotListed(scene.stage, ...leases.ids);
    const { restarted } = await watchLater(scene);
    expect([...restarted].toSorted()).toEqual([...terminated].toSorted());
    await allEnded(terminated);
    await expectEnded(scene.stage, terminated);
    await expectOnce(scene.stage, tickets);
  }, 120_000);

  it('when Temporal is wiped, then what it knew is started again from what is stored, and ends, and once', async () => {
    const leases = await leasesEndingTogether(scene, 61, 6);
    tickets.push(...leases.tickets);
    await scene.temporal.kill();
    await scene.temporal.wipe();
    await scene.temporal.start();
    expect(await heldInApp(scene.stage)).toHaveLength(leases.ids.length);
    expect((await watchLater(scene)).restarted).toEqual(expect.arrayContaining([...leases.ids]));
    await allEnded(leases.ids);
    await expectEnded(scene.stage, leases.ids);
    for (const id of leases.ids) expect(await stored(scene.stage, id)).toMatchObject({ run: 2 });
    await expectOnce(scene.stage, tickets);
  }, 120_000);
});
