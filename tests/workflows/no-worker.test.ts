import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { createRequestGateway } from '../../src/temporal/gateway.ts';
import { DAY } from '../../src/domain/time.ts';
import { requestWorkflowId } from '../../src/temporal/workflow-ids.ts';
import { freePort } from '../support/free-port.ts';
import { describeUnless } from '../support/skip.ts';
import {
  approval,
  approve,
  aStage,
  cancelRequest,
  originOf,
  pass,
  reject,
  type Stage,
  story,
  stored,
  submit,
  until,
  untilState,
} from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { A_DAY_OF_WORK, anOrganisationOf, asking, liveOut, times, wordOf } from './scenes.ts';
import { expectSound, expectWholeRecord } from './soundness.ts';

describeUnless(await whyNoTemporal(), 'without workers', () => {
  let stage: Stage;
  let request: ReturnType<typeof asking>;
  beforeAll(async () => {
    stage = await aStage(anOrganisationOf({ aws: 40 }));
    request = asking(stage, 'aws');
  });
  afterAll(async () => {
    await expectWholeRecord(stage);
    await stage.house.close();
  });

  async function whileAway<T>(work: () => Promise<T>): Promise<T> {
    await stage.house.stopWorkers();
    try {
      return await work();
    } finally {
      await stage.house.startWorkers();
    }
  }

  it('when it is submitted and decided, then both are kept, and done once when the workers are back', async () => {
    const one = request();
    const words = await whileAway(async () => [
      wordOf(await submit(stage, one)),
      wordOf(await submit(stage, one)),
      ...(await times(2, () => approve(stage, one))).map(wordOf),
    ]);
    expect(words).toEqual(Array(4).fill('recorded'));
    await untilState(stage, one, 'active');
    expect((await story(stage, one.id)).slice(0, 3)).toEqual([
      ...['request.approved_at_level', 'request.approved', 'request.given'],
    ]);
    expect(wordOf(await approve(stage, one))).toMatch(/^(approved|provisioning|active)$/);
    expect(wordOf(await submit(stage, one))).toMatch(/^(provisioning|active)$/);
    await pass(stage, one, A_DAY_OF_WORK);
    await expectSound(stage, one);
  }, 60_000);

  it('when a click was kept and the request is over, then the same click gives its outcome and another one does not', async () => {
    const one = request();
    await submit(stage, one);
    expect(wordOf(await whileAway(() => reject(stage, one)))).toBe('recorded');
    await untilState(stage, one, 'rejected');
    await stage.house.client.workflow.getHandle(requestWorkflowId(one.id)).result();
    expect(wordOf(await reject(stage, one))).toBe('rejected');
    expect(await approve(stage, one, 'lin')).toMatchObject({ ok: false, problem: { code: 'wrong_state' } });
    expect(wordOf(await submit(stage, one))).toBe('pending_approval');
  }, 60_000);

  it('when one question was asked twice by the same click, then it stands there once', async () => {
    const one = request();
    await submit(stage, one);
    const { id: by } = stage.person('ada');
    const question = { clickId: 'ask', by, text: 'What for?', origin: originOf(by) };
    const ask = () => stage.house.gateway.send(one, 'ask', question);
    expect((await whileAway(() => times(2, ask))).map(wordOf)).toEqual(['recorded', 'recorded']);
    await until(async () => (await stored(stage, one.id)).thread.length > 0);
    await stage.house.gateway.send(one, 'ask', question);
    expect((await stored(stage, one.id)).thread).toHaveLength(1);
    expect(await story(stage, one.id)).toEqual(['request.asked']);
  }, 60_000);

  it('when two who may decide say the opposite meanwhile, then the first counts', async () => {
    const one = request();
    await submit(stage, one);
    await whileAway(async () => {
      expect(wordOf(await approve(stage, one, 'lin'))).toBe('recorded');
      expect(wordOf(await reject(stage, one, 'ada'))).toBe('recorded');
    });
    await untilState(stage, one, 'active');
    expect(wordOf(await reject(stage, one, 'ada'))).toMatch(/^already_decided: (provisioning|active)$/);
    await pass(stage, one, A_DAY_OF_WORK);
    await expectSound(stage, one);
  }, 60_000);

  it('when the decision and its last moment both wait for a worker, then it does not lapse as well', async () => {
    const one = request();
    await submit(stage, one);
    await whileAway(async () => {
      await pass(stage, one, 7 * DAY);
      expect(wordOf(await approve(stage, one))).toBe('recorded');
    });
    const isApproved = (await untilState(stage, one, 'active', 'lapsed')) === 'active';
    await liveOut(stage, one);
    await expectSound(stage, one);
    const facts = await story(stage, one.id);
    expect([facts.includes('request.approved'), facts.includes('request.lapsed')]).toEqual([isApproved, !isApproved]);
  }, 60_000);

  it('when the same id comes with something else in it, then what came first is kept, with workers and without', async () => {
    const one = request();
    const start = { request: one, facts: [], submitted: { principal: 'maya', bodyHash: 'first' }, clicks: [] };
    const other = { ...start, submitted: { ...start.submitted, bodyHash: 'second' } };
    const stranger = { ...start, submitted: { ...start.submitted, principal: 'noor' } };
    const { gateway } = stage.house;
    const mismatch = { ok: false, problem: { code: 'idempotency_mismatch' } };
    await whileAway(async () => {
      expect(wordOf(await gateway.submit(start))).toBe('recorded');
      expect(await gateway.submit(other)).toMatchObject(mismatch);
      expect(await gateway.submit(stranger)).toMatchObject(mismatch);
    });
    const slowly = stage.house.gateway;
    expect(wordOf(await slowly.submit(start))).toBe('pending_approval');
    expect(await slowly.submit(other)).toMatchObject(mismatch);
    expect(await slowly.submit(stranger)).toMatchObject(mismatch);
    await cancelRequest(stage, one);
    await stage.house.client.workflow.getHandle(requestWorkflowId(one.id)).result();
    expect(wordOf(await slowly.submit(start))).toBe('pending_approval');
    expect(await slowly.submit(other)).toMatchObject(mismatch);
  }, 60_000);

  it('when two requests ask for the same, also at the same moment, then the second is refused and names the first', async () => {
    await times(6, async () => {
      const first = request();
      const second = { ...request(), changes: first.changes };
      const answers = await Promise.all([submit(stage, first), submit(stage, second)]);
      const [kept, refused] = answers[0].ok ? [first, second] : [second, first];
      const refusal = { ok: false, problem: { code: 'open_request_exists', data: { request: kept.id } } };
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect(answers).toContainEqual(expect.objectContaining({ problem: expect.objectContaining(refusal.problem) }));
      expect(await submit(stage, refused)).toMatchObject(refusal);
      expect(await stage.house.store.requests.byId(refused.id)).toBeUndefined();
      await cancelRequest(stage, kept);
      expect(wordOf(await submit(stage, { ...request(), changes: first.changes }))).toBe('pending_approval');
    });
  }, 60_000);

  it.each([true, false])(
    'when something is said to a request that then is not opened, then it is told so and nothing is kept of it (they leave: %s)',
    async (leave) => {
      const first = request();
      await submit(stage, first);
      const second = { ...request(), changes: first.changes };
      await whileAway(async () => {
        expect(wordOf(await submit(stage, second))).toBe('recorded');
        expect(wordOf(await approve(stage, second))).toBe('recorded');
        if (leave) await stage.house.gateway.personOffboarded([second], second.beneficiaryId);
      });
      await stage.house.client.workflow.getHandle(requestWorkflowId(second.id)).result();
      expect(wordOf(await approve(stage, second))).toMatch(/^open_request_exists/);
      expect(await stage.house.store.requests.byId(second.id)).toBeUndefined();
      expect(await story(stage, second.id)).toEqual([]);
      expect((await stored(stage, first.id)).decision).toBe('none');
    },
    60_000,
  );

  it('when Temporal does not answer at all, then it says so in time, and nothing is thrown', async () => {
    // Without the SDK's own retries, which hide what the port said until the deadline.
    const connection = Connection.lazy({ address: `127.0.0.1:${await freePort()}`, interceptors: [] });
    const gateway = createRequestGateway({ client: new Client({ connection }), patienceMs: 500 });
    const one = request();
    const unavailable = { ok: false, problem: { code: 'unavailable' } };
    const began = performance.now();
    const submitted = { principal: 'maya', bodyHash: 'body' };
    expect(await gateway.submit({ request: one, facts: [], submitted, clicks: [] })).toMatchObject(unavailable);
    expect(await gateway.send(one, 'decide', approval(stage.person('ada').id))).toMatchObject(unavailable);
    expect(performance.now() - began).toBeLessThan(5000);
    await connection.close();
  });
});
