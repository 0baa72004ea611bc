import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Result } from '../../src/domain/errors.ts';
import { DAY } from '../../src/domain/time.ts';
import type { Delivery } from '../../src/ports/request-gateway.ts';
import type { Request } from '../../src/domain/request/request.ts';
import { requestWorkflowId } from '../../src/temporal/workflow-ids.ts';
import { describeUnless } from '../support/skip.ts';
import {
  approve,
  aStage,
  cancelRequest,
  endRequest,
  pass,
  reject,
  retry,
  type Stage,
  story,
  submit,
  submittedAndApproved,
  until,
  untilState,
} from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { A_DAY_OF_WORK, anOrganisationOf, asking, atOnce, liveOut, times, wordOf } from './scenes.ts';
import { expectSound, expectWholeRecord } from './soundness.ts';

const GIVEN = ['approved', 'provisioning', 'active'];

describeUnless(await whyNoTemporal(), 'two things at once', () => {
  let stage: Stage;
  let request: ReturnType<typeof asking>;
  let slow: ReturnType<typeof asking>;
  let broken: ReturnType<typeof asking>;
  beforeAll(async () => {
    stage = await aStage(anOrganisationOf({ aws: 120, slow: 20, broken: 10 }));
    [request, slow, broken] = [asking(stage, 'aws'), asking(stage, 'slow'), asking(stage, 'broken')];
    await stage.house.store.sandbox.setFaults(stage.app('slow').id, { lagMs: 800 });
  });
  afterAll(async () => {
    await expectWholeRecord(stage);
    await stage.house.close();
  });

  async function pending(one: Request): Promise<Request> {
    expect(wordOf(await submit(stage, one))).toBe('pending_approval');
    return one;
  }

  async function untilAsked(one: Request, method: 'grant' | 'revoke'): Promise<void> {
    const { externalId } = (await stage.house.store.catalog.entitlementsOf(one.appId)).find(
      ({ id }) => id === one.changes[0]?.entitlementId,
    ) ?? { externalId: '' };
    const calls = () => stage.house.store.sandbox.calls(one.appId);
    await until(async () => (await calls()).some((call) => call.method === method && call.entitlement === externalId));
  }

  /** Exactly one took effect; the other was told so, with a code and the state. */
  function oneOf(results: readonly Result<Delivery>[]): void {
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    for (const result of results) {
      if (!result.ok) expect(result.problem).toMatchObject({ code: expect.any(String), state: expect.any(String) });
    }
  }

  it('when one click arrives five times, then it is applied once and all five are told the same', async () => {
    await times(6, async () => {
      const one = await pending(request());
      const words = (await times(5, () => approve(stage, one))).map(wordOf);
      for (const word of words) expect(GIVEN).toContain(word);
      await pass(stage, one, A_DAY_OF_WORK);
      expect((await story(stage, one.id)).filter((fact) => fact === 'request.approved_at_level')).toHaveLength(1);
      await expectSound(stage, one);
    });
  }, 60_000);

  it('when two approvers of whom one is enough click at once, then one counts and the other is told', async () => {
    await times(12, async () => {
      const one = await pending(request());
      oneOf(await atOnce([() => approve(stage, one, 'ada'), () => approve(stage, one, 'lin')]));
      await pass(stage, one, A_DAY_OF_WORK);
      await expectSound(stage, one);
    });
  }, 60_000);

  it('when one approves while the other rejects, then it is one of both', async () => {
    await times(12, async () => {
      const one = await pending(request());
      const [approved, rejected] = await atOnce([() => approve(stage, one, 'ada'), () => reject(stage, one, 'lin')]);
      oneOf([approved as Result<Delivery>, rejected as Result<Delivery>]);
      if (approved?.ok) await pass(stage, one, A_DAY_OF_WORK);
      await expectSound(stage, one);
      expect(await untilState(stage, one, 'ended', 'rejected')).toBe(approved?.ok ? 'ended' : 'rejected');
    });
  }, 60_000);

  it('when one approves while the requester cancels, then nothing stays given that was cancelled', async () => {
    await times(20, async () => {
      const one = await pending(request());
      const [approved, cancelled] = await atOnce([() => approve(stage, one), () => cancelRequest(stage, one)]);
      expect([approved, cancelled].some((result) => result?.ok)).toBe(true);
      // Cancelling is refused only when the access is there; then it ends by itself.
      if (!cancelled?.ok) await pass(stage, one, A_DAY_OF_WORK);
      await expectSound(stage, one);
      expect((await story(stage, one.id)).includes('request.cancelled')).toBe(cancelled?.ok === true);
    });
  }, 60_000);

  it('when it is decided at the moment at which it lapses, then it is one of both', async () => {
    await times(12, async () => {
      const one = await pending(request());
      const [, approved] = await atOnce<unknown>([() => pass(stage, one, 7 * DAY), () => approve(stage, one)]);
      const isApproved = (approved as Result<Delivery>).ok;
      await liveOut(stage, one);
      await expectSound(stage, one);
      expect(await untilState(stage, one, 'ended', 'lapsed')).toBe(isApproved ? 'ended' : 'lapsed');
    });
  }, 60_000);

  it('when the person leaves while it is decided, then nothing of it stays', async () => {
    await times(12, async () => {
      const one = await pending(request());
      await atOnce<unknown>([
        () => approve(stage, one),
        () => stage.house.gateway.personOffboarded([one], one.beneficiaryId),
      ]);
      await expectSound(stage, one);
      expect(await untilState(stage, one, 'ended', 'cancelled')).toBeDefined();
    });
  }, 60_000);

  it('when two people end it at once, and at its own end, then it is ended once', async () => {
    await times(8, async (at) => {
      const one = await submittedAndApproved(stage, request());
      await untilState(stage, one, 'active');
      const [first, second] = await atOnce<unknown>([
        () => endRequest(stage, one, 'maya'),
        () => (at % 2 === 0 ? endRequest(stage, one, 'ada') : pass(stage, one, A_DAY_OF_WORK)),
      ]);
      if (at % 2 === 0) oneOf([first as Result<Delivery>, second as Result<Delivery>]);
      await expectSound(stage, one);
      expect(await untilState(stage, one, 'ended', 'failed')).toBe('ended');
    });
  }, 60_000);

  it.each([
    ['cancelled', cancelRequest],
    ['ended', endRequest],
  ])(
    'when it is %s while it is being given, then what may be there is proven gone',
    async (_, stop) => {
      await times(5, async () => {
        const one = await submittedAndApproved(stage, slow());
        await untilAsked(one, 'grant');
        const [first, again] = await times(2, () => stop(stage, one));
        expect([first, again].map((result) => wordOf(result as Result<Delivery>)).sort()).toEqual([
          'ending',
          'wrong_state: ending',
        ]);
        await expectSound(stage, one);
        await stage.house.client.workflow.getHandle(requestWorkflowId(one.id)).result();
      });
    },
    60_000,
  );

  it('when it fails and one tries again while the other ends it, then it is given up and nothing stays', async () => {
    const app = stage.app('broken').id;
    await stage.house.store.sandbox.setFaults(app, { fail: { times: 100_000, failure: 'permanent' } });
    const failing = await times(6, async () => {
      const one = await submittedAndApproved(stage, broken());
      await until(async () => (await story(stage, one.id)).includes('request.giving_failed'));
      return one;
    });
    await stage.house.store.sandbox.setFaults(app, { fail: undefined });
    await times(failing.length, async (at) => {
      const one = failing[at] as Request;
      const [, ended] = await atOnce([() => retry(stage, one), () => endRequest(stage, one)]);
      expect(ended?.ok).toBe(true);
      await expectSound(stage, one);
    });
  }, 60_000);
});
