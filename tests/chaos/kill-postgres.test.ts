import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeUnless } from '../support/skip.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { deadAcrossTheEnd, leasesEndingTogether } from './support/across-the-end.ts';
import { expectEnded, expectNoOthers, expectTrue, type Ticket } from './support/evidence.ts';
import type { Mortal } from './support/own-temporal.ts';
import { aScene, type Scene } from './support/scene.ts';
import { crowdWhile, expectSameAnswers, sayStorm, untilQuiet } from './support/through-the-storm.ts';

const LEASES = 12;

describeUnless(await whyNoTemporal(), 'kill -9 of PostgreSQL', () => {
  let scene: Scene;
  let postgres: Mortal;
  const tickets: Ticket[] = [];
  beforeAll(async () => {
    scene = await aScene('postgres');
    if (scene.postgres === undefined) throw new Error('there is no PostgreSQL');
    ({ postgres } = scene);
  }, 60_000);
  afterAll(() => scene.close());

  it('when leases run, across their end, then each is ended at once when it is back, proven gone, and once', async () => {
    const leases = await leasesEndingTogether(scene, 51, LEASES);
    tickets.push(...leases.tickets);
    const { firstMs, lastMs } = await deadAcrossTheEnd(scene, leases, postgres);
    console.log(
      `PostgreSQL back: the first lease ended after ${Math.round(firstMs)} ms, the last ${Math.round(lastMs)} ms`,
    );
    await expectEnded(scene.stage, leases.ids);
    await expectTrue(scene.stage, tickets);
    expect(scene.worker.lives()).toBe(true);
  }, 120_000);

  it('when people ask and decide all the while, then what was acknowledged is so, and the same key gives the same', async () => {
    const { said, words, recoveredMs } = await crowdWhile(scene, postgres);
    tickets.push(...said);
    const quietMs = await untilQuiet(scene, said);
    console.log(sayStorm({ said, words, recoveredMs }, quietMs));
    await expectSameAnswers(scene, said);
    await expectEnded(
      scene.stage,
      said.filter(({ verdict }) => verdict === 'approve').map(({ id }) => id),
    );
    await expectTrue(scene.stage, tickets);
    await expectNoOthers(
      scene.stage,
      tickets.map(({ id }) => id),
    );
    expect(scene.worker.lives()).toBe(true);
  }, 120_000);
});
