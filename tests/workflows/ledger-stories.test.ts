import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import type { App } from '../../src/domain/catalog/app.ts';
import type { Request } from '../../src/domain/request/request.ts';
import type { SandboxFaults } from '../../src/ports/sandbox-store.ts';
import { requestWorkflowId } from '../../src/temporal/workflow-ids.ts';
import { holdingSettled } from '../../workflows/access-request/messages.ts';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry } from '../support/builders.ts';
import { describeUnless } from '../support/skip.ts';
import {
  approve,
  asked,
  aStage,
  endRequest,
  pass,
  retry,
  type Stage,
  stateNow,
  story,
  stored,
  submit,
  submittedAndApproved,
  until,
  untilState,
} from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { A_DAY_OF_WORK, addBaseline } from './scenes.ts';
import { expectGone, expectSound, expectWholeRecord } from './soundness.ts';

const APPS = ['shared', 'lost', 'lying', 'late', 'queued', 'closed'];
const organisation = anOrganisation({
  people: ['ada', 'maya', 'noor'].map((name) => aPersonEntry({ email: `${name}@example.com`, name })),
  apps: [
    ...APPS.map((slug) => anAppEntry({ slug, entitlements: ['e1', 'e2'].map((e) => anEntitlementEntry({ slug: e })) })),
    anAppEntry({ slug: 'seats', entitlements: [anEntitlementEntry({ slug: 'licence', kind: 'licence', seats: 1 })] }),
    anAppEntry({ slug: 'nowhere', connector: 'not-installed', entitlements: [anEntitlementEntry({ slug: 'e1' })] }),
  ],
});

describeUnless(await whyNoTemporal(), 'requests over one ledger', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await aStage(organisation);
  });
  afterAll(async () => {
    await expectWholeRecord(stage);
    await stage.house.close();
  });

  async function active(path: string, by = 'maya'): Promise<Request> {
    const one = await submittedAndApproved(stage, asked(stage, by, path));
    await untilState(stage, one, 'active');
    return one;
  }

  const setFaults = (slug: string, faults: Partial<SandboxFaults>) =>
    stage.house.store.sandbox.setFaults(stage.app(slug).id, faults);

  async function isHeld(slug: string, entitlement: string, email = 'maya@example.com'): Promise<boolean> {
    const page = { after: undefined, limit: 100 };
    const holdings = await stage.house.store.sandbox.holdings(stage.app(slug).id, page);
    return holdings.some((one) => one.account === email && one.entitlement === entitlement && one.real.held);
  }

  async function changes(slug: string, method: 'grant' | 'revoke'): Promise<number> {
    const calls = await stage.house.store.sandbox.calls(stage.app(slug).id);
    return calls.filter((call) => call.method === method && call.changed).length;
  }

  it('when two leases of one thing overlap, then the end of the first leaves it and the end of the second removes it', async () => {
    const first = await active('shared/e1');
    const second = await active('shared/e1');
    expect(await changes('shared', 'grant')).toBe(1);
    await endRequest(stage, first);
    await untilState(stage, first, 'ended');
    expect(await story(stage, first.id)).toContain('holding.kept');
    expect(await isHeld('shared', 'e1')).toBe(true);
    await endRequest(stage, second);
    await untilState(stage, second, 'ended');
    expect(await isHeld('shared', 'e1')).toBe(false);
    expect(await changes('shared', 'revoke')).toBe(1);
    await expectGone(stage, second);
  });

  it('when the one ends while the other is given, then it is there for the other', async () => {
    const first = await active('shared/e1');
    const second = asked(stage, 'maya', 'shared/e1');
    await submit(stage, second);
    await Promise.all([approve(stage, second), endRequest(stage, first)]);
    await Promise.all([untilState(stage, first, 'ended'), untilState(stage, second, 'active')]);
    expect(await isHeld('shared', 'e1')).toBe(true);
    await endRequest(stage, second);
    await expectSound(stage, second);
  });

  it('when it was there before us, then the end of a lease leaves it', async () => {
    const { ledger } = stage.house.store;
    const one = await active('shared/e2');
    const account = await ledger.accountOf(one.appId, one.beneficiaryId);
    await addBaseline(stage, {
      accountId: account?.id ?? 'acc_none',
      entitlementId: stage.entitlement('shared/e2').id,
    });
    await endRequest(stage, one);
    await untilState(stage, one, 'ended');
    expect((await story(stage, one.id)).slice(-2)).toEqual(['holding.kept', 'request.ended']);
    expect(await isHeld('shared', 'e2')).toBe(true);
  });

  it('when one seat is left for two, then one gets it, and the other is told why and gets it when it is free', async () => {
    const requests = ['maya', 'noor'].map((by) => asked(stage, by, 'seats/licence'));
    await Promise.all(requests.map((one) => submit(stage, one)));
    await Promise.all(requests.map((one) => approve(stage, one)));
    await until(async () => (await stage.house.store.work.openTasks()).length > 0);
    const states = await Promise.all(requests.map((one) => untilState(stage, one, 'active', 'provisioning')));
    const [lucky, other] = (states[0] === 'active' ? requests : requests.toReversed()) as [Request, Request];
    await untilState(stage, lucky, 'active');
    const [change] = (await stored(stage, other.id)).changes;
    expect(change).toMatchObject({ state: 'giving', failure: expect.stringContaining('No seat is left') });
    expect(await stage.house.store.work.openTasks()).toMatchObject([
      { kind: 'check_failure', requestId: other.id, instructions: expect.stringContaining('No seat is left') },
    ]);
    await endRequest(stage, lucky);
    await untilState(stage, lucky, 'ended');
    await retry(stage, other);
    await untilState(stage, other, 'active');
    await pass(stage, other, A_DAY_OF_WORK);
    await expectSound(stage, other);
  });

  it('when one without a seat is given up, then it has failed, and was never given', async () => {
    const lucky = await active('seats/licence');
    const other = await submittedAndApproved(stage, asked(stage, 'noor', 'seats/licence'));
    await until(async () => (await story(stage, other.id)).includes('request.giving_failed'));
    await endRequest(stage, other, 'noor');
    await untilState(stage, other, 'failed');
    expect(await story(stage, other.id)).not.toContain('request.given');
    await expectGone(stage, other);
    await endRequest(stage, lucky);
    await untilState(stage, lucky, 'ended');
  });

  it('when the answer to a grant is lost, then it is counted once, and its end is proven', async () => {
    await setFaults('lost', { lostAnswers: 1 });
    const one = await active('lost/e1');
    await setFaults('lost', { lostAnswers: 1 });
    await endRequest(stage, one);
    await expectSound(stage, one);
    expect([await changes('lost', 'grant'), await changes('lost', 'revoke')]).toEqual([1, 1]);
  });

  it('when the app lies about what it did, then it is believed only when it agrees', async () => {
    await setFaults('lying', { lies: 3 });
    const one = await active('lying/e1');
    await setFaults('lying', { lies: 3 });
    await endRequest(stage, one);
    await expectSound(stage, one);
    expect([await changes('lying', 'grant'), await changes('lying', 'revoke')]).toEqual([1, 1]);
  });

  it('when the app shows a change late, then the lease starts when it shows', async () => {
    await setFaults('late', { lagMs: 1000 });
    const one = await active('late/e1');
    const { changes: given, decidedAt } = await stored(stage, one.id);
    expect((given[0]?.effectiveAt ?? 0) - (decidedAt ?? 0)).toBeGreaterThanOrEqual(900);
    await pass(stage, one, A_DAY_OF_WORK);
    await expectSound(stage, one);
  });

  it('when the app only accepts it, then it is given and gone when it says so, and not before', async () => {
    const { client, store } = stage.house;
    await setFaults('queued', { pending: true });
    const one = await submittedAndApproved(stage, asked(stage, 'maya', 'queued/e1'));
    const { id: app } = stage.app('queued') as App;
    const settle = async () => {
      expect(await store.sandbox.finishPending(app)).toBe(1);
      const [holding] = (await store.ledger.holdingsOfPerson(one.beneficiaryId)).filter(({ appId }) => appId === app);
      await client.workflow.getHandle(requestWorkflowId(one.id)).signal(holdingSettled, holding?.id ?? 'hol_none');
    };
    await until(async () => (await store.sandbox.calls(app)).some(({ method }) => method === 'grant'));
    expect(await stateNow(stage, one.id)).toBe('provisioning');
    await settle();
    await untilState(stage, one, 'active');
    expect(await endRequest(stage, one)).toMatchObject({ ok: true, value: { answer: { state: 'ending' } } });
    await until(async () => (await store.sandbox.calls(app)).some(({ method }) => method === 'revoke'));
    await pass(stage, one, 10 * MINUTE);
    expect(await stateNow(stage, one.id)).toBe('ending');
    expect(await story(stage, one.id)).not.toContain('request.taking_failed');
    await settle();
    await expectSound(stage, one);
    expect([await changes('queued', 'grant'), await changes('queued', 'revoke')]).toEqual([1, 1]);
  });

  it('when there is nobody to make the account, then it is told, not kept quiet', async () => {
    const one = await submittedAndApproved(stage, asked(stage, 'maya', 'nowhere/e1'));
    await until(async () => (await story(stage, one.id)).includes('request.giving_failed'));
    await until(async () => (await stage.house.store.work.openTasks()).some(({ requestId }) => requestId === one.id));
    await pass(stage, one, 5 * HOUR);
    expect((await story(stage, one.id)).filter((fact) => fact === 'request.giving_failed')).toHaveLength(1);
    await endRequest(stage, one);
    expect(await untilState(stage, one, 'failed', 'ended', 'cancelled')).toBe('failed');
  });

  it('when the account belongs to somebody else, then nothing is given to it', async () => {
    const { ids, store } = stage.house;
    const account = { id: ids.newId('account'), appId: stage.app('closed').id, personId: stage.person('noor').id };
    await store.ledger.addAccount({ ...account, externalId: 'maya@example.com', kind: 'human', status: 'active' });
    const one = await submittedAndApproved(stage, asked(stage, 'maya', 'closed/e1'));
    await until(async () => (await story(stage, one.id)).includes('request.giving_failed'));
    expect((await stored(stage, one.id)).changes[0]?.failure).toContain('belongs to somebody else');
    expect(await changes('closed', 'grant')).toBe(0);
    await endRequest(stage, one);
    await untilState(stage, one, 'failed');
  });
});
