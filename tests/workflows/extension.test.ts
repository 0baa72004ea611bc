import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RequestId } from '../../src/domain/ids.ts';
import type { DatabaseAddress } from '../../src/db/connections.ts';
import { DAY, HOUR } from '../../src/domain/time.ts';
import { requestWorkflowId } from '../../src/temporal/workflow-ids.ts';
import { endRequest } from '../../src/use-cases/tell-request.ts';
import { watch } from '../../src/use-cases/watch.ts';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry } from '../support/builders.ts';
import { peopleOf, valueOf } from '../support/people.ts';
import { onEachDatabase } from '../support/databases.ts';
import { describeUnless } from '../support/skip.ts';
import {
  aStage,
  pass,
  type Stage,
  stateNow,
  stored,
  story,
  terminated,
  until,
  untilState,
} from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { atOnce } from './scenes.ts';
import { expectGone, expectWholeRecord } from './soundness.ts';

const settings = { ...anAppEntry().settings, breakGlass: { maximum: 'PT4H' } };
const organisation = anOrganisation({
  people: ['ada', 'maya', 'lin'].map((name) => aPersonEntry({ email: `${name}@example.com`, name })),
  apps: [
    anAppEntry({
      ...{ slug: 'aws', owners: ['ada@example.com'], settings },
      entitlements: [
        ...Array.from({ length: 30 }, (_, at) => anEntitlementEntry({ slug: `e${at}` })),
        ...['short', 'limited'].map((slug) =>
          anEntitlementEntry({ slug, lease: { maximum: 'PT8H', extensionLimit: 'PT12H' } }),
        ),
      ],
    }),
  ],
});

describeUnless(await whyNoTemporal(), 'with Temporal', () =>
  onEachDatabase('a lease that is asked to last longer', (_, newAddress) => stories(newAddress)),
);

function stories(newAddress: () => Promise<DatabaseAddress>): void {
  describe('in order', () => {
    let stage: Stage;
    let people: ReturnType<typeof peopleOf>;
    let next = 0;
    beforeAll(async () => {
      stage = await aStage(organisation, { address: await newAddress() });
      people = peopleOf(stage);
    });
    afterAll(async () => {
      await expectWholeRecord(stage);
      await stage.house.close();
    });

    async function aLease(path = `aws/e${next++}`): Promise<RequestId> {
      const id = await people.asked('maya', path);
      valueOf(await people.decide('ada', id));
      await untilState(stage, { id }, 'active');
      return id;
    }

    async function extensionOf(lease: RequestId, length = 'PT8H'): Promise<RequestId> {
      const { id, delivery } = valueOf(await people.extend('maya', lease, length));
      expect(delivery).toMatchObject({ delivered: 'applied', answer: { state: 'pending_approval' } });
      return id;
    }

    const endOf = async (id: RequestId) => (await stored(stage, id)).endsAt ?? 0;

    /** What stands in the app itself. */
    async function isHeld(lease: RequestId): Promise<boolean> {
      const { changes, appId } = await stored(stage, lease);
      const path = [...(await stage.house.store.catalog.pathsOf([changes[0]?.entitlementId ?? 'ent_']))][0]?.[1] ?? '';
      const all = await stage.house.store.sandbox.holdings(appId, { after: undefined, limit: 1000 });
      return all.some(({ entitlement, real }) => real.held && `aws/${entitlement}` === path);
    }

    it('when it is approved in time, then the lease gets the later end, and the extension is over with that', async () => {
      const lease = await aLease();
      const before = await endOf(lease);
      const ticket = await extensionOf(lease);
      expect(await stored(stage, ticket)).toMatchObject({
        kind: 'extend',
        within: lease,
        requesterId: stage.person('maya').id,
      });
      valueOf(await people.decide('ada', ticket));
      await untilState(stage, { id: ticket }, 'ended');
      expect(await endOf(lease)).toBe(before + 8 * HOUR);
      expect(await story(stage, ticket)).toEqual([
        ...['request.opened', 'request.approved_at_level', 'request.approved', 'request.applied'],
      ]);
      await pass(stage, { id: lease }, 15 * HOUR);
      expect(await stateNow(stage, lease)).toBe('active');
      expect(await isHeld(lease)).toBe(true);
      expect(await pass(stage, { id: lease }, 2 * HOUR)).toBe('ended');
      expect(await isHeld(lease)).toBe(false);
      expect(await story(stage, lease)).toContain('request.extended');
    });

    it('when less was asked for than the end could wait, then it waits no longer than that', async () => {
      const lease = await aLease();
      const before = await endOf(lease);
      const ticket = await extensionOf(lease, 'PT1H');
      await pass(stage, { id: lease }, 8 * HOUR + HOUR / 2);
      expect(await endOf(lease)).toBe(before + HOUR);
      expect(await pass(stage, { id: lease }, HOUR)).toBe('ended');
      expect(await isHeld(lease)).toBe(false);
      expect(await stored(stage, ticket)).toMatchObject({ kind: 're_raise', decision: 'none' });
    });

    it('when it is approved with another length, then it is that much longer, and never past what may be reached', async () => {
      const lease = await aLease();
      const before = await endOf(lease);
      const shorter = await extensionOf(lease);
      valueOf(await people.decide('ada', shorter, { lease: { kind: 'for', length: 'PT1H' } }));
      await untilState(stage, { id: shorter }, 'ended');
      expect(await endOf(lease)).toBe(before + HOUR);
      const limited = await aLease('aws/limited');
      const ticket = await extensionOf(limited, 'PT1H');
      const tooFar = (await endOf(limited)) + 6 * HOUR;
      const refusal = { ok: false, problem: { code: 'lease_not_allowed', field: 'lease' } };
      expect(await people.decide('ada', ticket, { lease: { kind: 'between', endAt: tooFar } })).toMatchObject(refusal);
      expect(await people.decide('ada', ticket, { lease: { kind: 'indefinite' } })).toMatchObject(refusal);
      expect(await stateNow(stage, ticket)).toBe('pending_approval');
    });

    it('when it is not decided at the end, then the end waits four hours, and the access never blinks', async () => {
      const lease = await aLease();
      const ticket = await extensionOf(lease);
      let blinks = 0;
      let isWatching = true;
      const watching = (async () => {
        while (isWatching) {
          if (!(await isHeld(lease))) blinks++;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      })();
      await pass(stage, { id: lease }, 10 * HOUR);
      expect(await story(stage, lease)).toContain('request.grace_given');
      valueOf(await people.decide('ada', ticket));
      await untilState(stage, { id: ticket }, 'ended');
      await pass(stage, { id: lease }, 5 * HOUR);
      isWatching = false;
      await watching;
      expect(blinks).toBe(0);
      expect(await pass(stage, { id: lease }, DAY)).toBe('ended');
      expect((await story(stage, lease)).filter((fact) => fact === 'request.grace_given')).toHaveLength(1);
    });

    it('when the lease ends first, then it goes on as a request of its own, and can be decided as before', async () => {
      const lease = await aLease();
      const ticket = await extensionOf(lease, 'P1D');
      expect(await pass(stage, { id: lease }, 13 * HOUR)).toBe('ended');
      expect(await stateNow(stage, lease)).toBe('ended');
      expect(await isHeld(lease)).toBe(false);
      expect(await stored(stage, ticket)).toMatchObject({ kind: 're_raise', decision: 'none' });
      expect(valueOf(await people.decide('ada', ticket))).toMatchObject({ delivered: 'applied' });
      await untilState(stage, { id: ticket }, 'active');
      expect(await isHeld(lease)).toBe(true);
      // Its workflow was born in skipped time, so that how far it has to go is not known.
      await until(async () => (await pass(stage, { id: ticket }, DAY)) === 'ended');
      await expectGone(stage, await stored(stage, ticket));
    });

    it('when it is rejected, then the lease ends when it would have', async () => {
      const lease = await aLease();
      const before = await endOf(lease);
      const ticket = await extensionOf(lease);
      valueOf(await people.decide('ada', ticket, { decision: 'reject', comment: 'enough' }));
      expect(await stateNow(stage, ticket)).toBe('rejected');
      expect(await endOf(lease)).toBe(before);
      expect(await pass(stage, { id: lease }, 9 * HOUR)).toBe('ended');
      expect(await stateNow(stage, ticket)).toBe('rejected');
    });

    it('when the access is ended while it waits, then it is cancelled with it', async () => {
      const lease = await aLease();
      const ticket = await extensionOf(lease);
      valueOf(await endRequest(people.deps, people.acting('maya'), lease, { clickId: 'end it' }));
      await untilState(stage, { id: lease }, 'ended');
      await untilState(stage, { id: ticket }, 'cancelled');
      const { id } = valueOf(await people.extend('maya', lease, 'PT2H'));
      expect(await stored(stage, id)).toMatchObject({ kind: 're_raise', decision: 'none' });
    });

    it('when the same is asked for again, then that is an extension, and a second one names the first', async () => {
      const lease = await aLease('aws/e29');
      const again = valueOf(await people.ask('maya', 'aws/e29'));
      expect(await stored(stage, again.id)).toMatchObject({ kind: 'extend', within: lease });
      expect(await people.ask('maya', 'aws/e29')).toMatchObject({
        ok: false,
        problem: { code: 'open_request_exists', data: { request: again.id } },
      });
      const replay = await people.ask('maya', ['aws/e29', 'aws/e28']);
      expect(replay).toMatchObject({ ok: false, problem: { code: 'already_exists', field: 'changes.0' } });
    });

    it('when extensions add up, then they end at their limit', async () => {
      const lease = await aLease('aws/short');
      const { effectiveAt = 0 } = (await stored(stage, lease)).changes[0] ?? {};
      const ticket = await extensionOf(lease, 'PT3H');
      expect(await stored(stage, ticket)).toMatchObject({ lease: { granted: { kind: 'between' } } });
      valueOf(await people.decide('ada', ticket));
      await untilState(stage, { id: ticket }, 'ended');
      // The ticket and its lease are two rows: the later end may be written a moment after the ticket says so.
      await until(async () => ((await stored(stage, lease)).lease.extendedBy ?? []).includes(ticket));
      const more = await people.extend('maya', lease, 'PT3H');
      expect((await endOf(lease)) - effectiveAt).toBeLessThanOrEqual(12 * HOUR);
      if (more.ok) {
        expect((await stored(stage, more.value.id)).lease.granted).toMatchObject({ endAt: effectiveAt + 12 * HOUR });
      } else expect(more.problem.code).toBe('lease_not_allowed');
    });

    it('when it was given in an emergency, then it is not extended', async () => {
      const id = await people.asked('maya', 'aws/e27', { emergency: true });
      await untilState(stage, { id }, 'active');
      await until(async () => (await stage.house.store.work.openTasks()).length > 0);
      const [review] = await stage.house.store.work.openTasks();
      expect(review).toMatchObject({ kind: 'review_emergency', requestId: id, assigneeId: stage.person('ada').id });
      expect(await people.extend('maya', id, 'PT1H')).toMatchObject({
        ok: false,
        problem: { code: 'lease_not_allowed' },
      });
      expect(await people.ask('maya', 'aws/e27')).toMatchObject({ ok: false, problem: { code: 'already_exists' } });
    });

    it('when approving it and ending the access come at once, then either both stand or it says that it ended first', async () => {
      for (let round = 0; round < 8; round++) {
        const lease = await aLease();
        const ticket = await extensionOf(lease);
        await atOnce<unknown>([
          () => people.decide('ada', ticket),
          () => endRequest(people.deps, people.acting('maya'), lease, { clickId: `race ${round}` }),
        ]);
        await untilState(stage, { id: lease }, 'ended');
        const state = await untilState(stage, { id: ticket }, 'ended', 'cancelled');
        expect((await story(stage, lease)).includes('request.extended')).toBe(state === 'ended');
        await until(async () => !(await isHeld(lease)));
      }
    }, 60_000);

    it('when the workflow is lost with it, then both go on where they were', async () => {
      const lease = await aLease();
      const before = await endOf(lease);
      const ticket = await extensionOf(lease);
      await terminated(stage, lease);
      const clock = { now: () => Date.now() + HOUR };
      const found = await watch({ ...stage.house, clock, reconcileHolding: async () => undefined });
      expect(found.restarted).toEqual([lease]);
      await until(async () => (await stored(stage, ticket)).run === 2);
      valueOf(await people.decide('ada', ticket));
      await untilState(stage, { id: ticket }, 'ended');
      expect(await endOf(lease)).toBe(before + 8 * HOUR);
    });

    it('when the worker starts anew in between, then the extension is still decided', async () => {
      const lease = await aLease();
      const ticket = await extensionOf(lease);
      await stage.house.stopWorkers();
      await stage.house.startWorkers();
      valueOf(await people.decide('ada', ticket));
      await untilState(stage, { id: ticket }, 'ended');
      const { status } = await stage.house.client.workflow.getHandle(requestWorkflowId(lease)).describe();
      expect(status.name).toBe('RUNNING');
    });
  });
}
