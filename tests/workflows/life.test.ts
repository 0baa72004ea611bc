import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DatabaseAddress } from '../../src/db/connections.ts';
import { DAY, HOUR } from '../../src/domain/time.ts';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry } from '../support/builders.ts';
import { onEachDatabase } from '../support/databases.ts';
import { describeUnless } from '../support/skip.ts';
import {
  approval,
  approve,
  asked,
  aStage,
  pass,
  type Stage,
  stateNow,
  story,
  stored,
  submit,
  submittedAndApproved,
  until,
} from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';

const organisation = anOrganisation({
  people: ['ada', 'lin', 'maya', 'noor'].map((name) => aPersonEntry({ email: `${name}@example.com`, name })),
  apps: [
    anAppEntry({ slug: 'aws', entitlements: ['deploy', 'read', 'admin'].map((slug) => anEntitlementEntry({ slug })) }),
    anAppEntry({ slug: 'broken', entitlements: [anEntitlementEntry({ slug: 'thing' })] }),
  ],
});

describeUnless(await whyNoTemporal(), 'with Temporal', () =>
  onEachDatabase('the life of a request', (_, newAddress) => stories(newAddress)),
);

function stories(newAddress: () => Promise<DatabaseAddress>): void {
  describe('in order', () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await aStage(organisation, { address: await newAddress() });
    });
    afterAll(() => stage.house.close());

    it('when it is asked, approved, given and over, then each is recorded and the access is proven gone', async () => {
      const request = asked(stage, 'maya', 'aws/deploy');
      expect(await submit(stage, request)).toMatchObject({
        ok: true,
        value: { delivered: 'applied', answer: { state: 'pending_approval', version: 1 } },
      });
      expect(await approve(stage, request)).toMatchObject({
        ok: true,
        value: { delivered: 'applied', answer: { state: 'approved', version: 2 } },
      });
      expect(await pass(stage, request, 7.5 * HOUR)).toBe('reached');
      expect(await stored(stage, request.id)).toMatchObject({
        changes: [{ state: 'given', proof: { kind: 'read_back' } }],
      });
      expect(await pass(stage, request, HOUR)).toBe('ended');
      expect(await stateNow(stage, request.id)).toBe('ended');
      expect(await story(stage, request.id)).toEqual([
        ...['request.approved_at_level', 'request.approved', 'request.given', 'request.ends_soon'],
        ...['request.ending', 'holding.removed', 'request.ended'],
      ]);
    });

    it('when nobody decides, then those who can are reminded each day, and after a week it lapses', async () => {
      const request = asked(stage, 'noor', 'aws/deploy');
      const reminders = { after: DAY, every: DAY };
      const levels = request.levels.map((level) => ({ ...level, reminders }));
      await submit(stage, { ...request, levels });
      expect(await pass(stage, request, 8 * DAY)).toBe('ended');
      expect(await stateNow(stage, request.id)).toBe('lapsed');
      expect(await story(stage, request.id)).toEqual([...Array<string>(6).fill('request.reminded'), 'request.lapsed']);
    });

    it('when the start is ahead, then it is scheduled, and given when the start is reached', async () => {
      const startAt = Date.now() + 3 * DAY;
      const request = asked(stage, 'maya', 'aws/read');
      const lease = { ...request.lease, asked: { kind: 'for', length: 'PT8H', startAt } as const };
      await submittedAndApproved(stage, { ...request, lease });
      await pass(stage, request, 2 * DAY);
      expect(await stateNow(stage, request.id)).toBe('scheduled');
      await pass(stage, request, DAY + HOUR);
      expect(await stateNow(stage, request.id)).toBe('active');
      expect((await stored(stage, request.id)).changes[0]?.effectiveAt).toBeGreaterThanOrEqual(startAt);
      expect(await pass(stage, request, DAY)).toBe('ended');
    });

    it('when it is rejected, then it is over and the same decision again gives the same answer', async () => {
      const request = asked(stage, 'maya', 'aws/admin');
      await submit(stage, request);
      const ada = stage.person('ada').id;
      const message = approval(ada);
      const rejection = { ...message, clickId: 'no', verdict: { ...message.verdict, verdict: 'reject' as const } };
      const first = await stage.house.gateway.send(request, 'decide', rejection);
      expect(first).toMatchObject({ ok: true, value: { answer: { state: 'rejected' } } });
      expect(await stage.house.gateway.send(request, 'decide', rejection)).toEqual(first);
      expect(await approve(stage, request)).toMatchObject({ ok: false, problem: { code: 'wrong_state' } });
    });

    it('when the holder ends it, then it is taken back at once and proven', async () => {
      const request = asked(stage, 'maya', 'aws/admin');
      await submittedAndApproved(stage, request);
      await until(async () => (await stateNow(stage, request.id)) === 'active');
      const origin = { actor: { kind: 'person', id: request.requesterId }, surface: 'web' } as const;
      await stage.house.gateway.send(request, 'end', { clickId: 'end', origin, reason: 'done' });
      await until(async () => (await stateNow(stage, request.id)) === 'ended');
      expect((await story(stage, request.id)).slice(-4)).toEqual([
        ...['request.end_asked', 'request.ending', 'holding.removed', 'request.ended'],
      ]);
    });

    it('when the app fails for good, then it goes on as failing with a task, and after it is mended a retry gives it', async () => {
      const { house } = stage;
      const app = stage.app('broken');
      await house.store.sandbox.setFaults(app.id, { fail: { times: 1000, failure: 'permanent' } });
      await house.store.ledger.addAccount({
        ...{ id: house.ids.newId('account'), appId: app.id, personId: stage.person('maya').id },
        ...{ externalId: stage.person('maya').email, kind: 'human', status: 'active' },
      });
      const request = asked(stage, 'maya', 'broken/thing');
      await submittedAndApproved(stage, request);
      await until(async () => (await house.store.work.openTasks()).length > 0);
      expect(await stateNow(stage, request.id)).toBe('provisioning');
      await house.store.sandbox.setFaults(app.id, { fail: undefined });
      const origin = { actor: { kind: 'person', id: stage.person('ada').id }, surface: 'web' } as const;
      await house.gateway.send(request, 'retry', { clickId: 'again', origin });
      await until(async () => (await stateNow(stage, request.id)) === 'active');
      await until(async () => (await house.store.work.openTasks()).length === 0);
      expect(await pass(stage, request, DAY)).toBe('ended');
    });

    it('when taking back fails, then it stays ending and shouts until it is proven gone, and is marked late', async () => {
      const { house } = stage;
      const request = asked(stage, 'noor', 'broken/thing');
      await submittedAndApproved(stage, request);
      await until(async () => (await stateNow(stage, request.id)) === 'active');
      const app = stage.app('broken');
      await house.store.sandbox.setFaults(app.id, { fail: { times: 100_000, failure: 'retry' } });
      await pass(stage, request, 11 * HOUR);
      expect(await stateNow(stage, request.id)).toBe('ending');
      expect(await house.store.work.openAlerts()).toMatchObject([
        { kind: 'revoke_failing', subject: `request:${request.id}` },
      ]);
      await house.store.sandbox.setFaults(app.id, { fail: undefined });
      expect(await pass(stage, request, DAY)).toBe('ended');
      expect(await stored(stage, request.id)).toMatchObject({ flags: ['late_end'], changes: [{ state: 'taken' }] });
      expect(await house.store.work.openAlerts()).toEqual([]);
      expect(await house.store.work.openTasks()).toEqual([]);
    }, 60_000);
  });
}
