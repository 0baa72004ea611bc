import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Request } from '../../src/domain/request/request.ts';
import { DAY, HOUR, MINUTE } from '../../src/domain/time.ts';
import { requestWorkflowId } from '../../src/temporal/workflow-ids.ts';
import { pauseTakings, resumeTakings } from '../../src/use-cases/freeze.ts';
import { anAppEntry, anEntitlementEntry, anId, anOrganisation, aPersonEntry } from '../support/builders.ts';
import { peopleOf, valueOf } from '../support/people.ts';
import { describeUnless } from '../support/skip.ts';
import {
  asked,
  aStage,
  type Stage,
  stored,
  submittedAndApproved,
  terminated,
  until,
  untilState,
} from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';

const slugs = ['lost', 'long', 'stray', 'busy', 'crowd'];
const organisation = anOrganisation({
  people: [
    ...['ada', 'maya'].map((name) => aPersonEntry({ email: `${name}@example.com`, name })),
    ...['lin', 'noor'].map((name) => aPersonEntry({ email: `${name}@example.com`, name, roles: ['super_admin'] })),
  ],
  apps: [
    anAppEntry({
      ...{ slug: 'aws', owners: ['ada@example.com'] },
      entitlements: slugs.map((slug) => anEntitlementEntry({ slug })),
    }),
  ],
});

describeUnless(await whyNoTemporal(), 'the watchdog, where more than one thing goes wrong', () => {
  let stage: Stage;
  let people: ReturnType<typeof peopleOf>;
  beforeAll(async () => {
    stage = await aStage(organisation);
    people = peopleOf(stage);
  });
  afterAll(() => stage.house.close());

  const watched = async (): Promise<{ restarted: string[]; released: string[]; reconciled: string[] }> => {
    const { client, taskQueue } = stage.house;
    return client.workflow.execute('watchdogWorkflow', { taskQueue, workflowId: `watchdog-${anId('task')}` });
  };

  async function active(path: string): Promise<Request> {
    const old = { createdAt: Date.now() - HOUR };
    const request = await submittedAndApproved(stage, asked(stage, 'maya', path, old));
    await untilState(stage, request, 'active');
    return request;
  }

  it('when what it started again was lost before it did anything, then it is started once more', async () => {
    const request = await active('aws/lost');
    await terminated(stage, request.id);
    const { gateway, advance, stopWorkers, startWorkers } = stage.house;
    const lost = await stored(stage, request.id);
    await stopWorkers();
    await gateway.restart({ ...lost, run: 2 });
    await terminated(stage, request.id, 2);
    await startWorkers();
    expect(await watched()).toMatchObject({ restarted: [request.id] });
    await until(async () => (await stored(stage, request.id)).run === 3);
    expect(await advance(requestWorkflowId(request.id, 3), DAY)).toBe('ended');
  });

  it('when somebody is concerned by very many, then an extension still goes on with its lease', async () => {
    const request = await active('aws/long');
    const extension = valueOf(await people.extend('maya', request.id, 'PT1H')).id;
    const { requests } = stage.house.store;
    for (let number = 0; number < 201; number++) {
      const id = `REQ-0000000${String(number).padStart(3, '0')}` as const;
      const other = asked(stage, 'ada', 'aws/busy', { id, beneficiaryId: stage.person('maya').id, changes: [] });
      await requests.open(other, []);
    }
    await terminated(stage, request.id);
    await watched();
    await until(async () => (await stored(stage, extension)).run === 2);
    valueOf(await people.decide('ada', extension));
    expect(await untilState(stage, { id: extension }, 'ended', 'cancelled')).toBe('ended');
  });

  it('when takings are paused, then neither does the watchdog take anything', async () => {
    const request = await active('aws/stray');
    const soon = Date.now() + 10 * MINUTE;
    for (const name of ['lin', 'noor']) await pauseTakings(people.deps, people.acting(name), soon);
    const wish = { now: Date.now(), lockMs: 1 };
    await stage.house.store.ledger.releaseClaims(request.id, ['c1'], wish, { facts: [] });
    expect((await watched()).reconciled).toEqual([]);
    const isHeld = async () =>
      (await stage.house.store.ledger.holdingsOfPerson(request.beneficiaryId)).some(
        ({ entitlementId, actual }) => entitlementId === request.changes[0]?.entitlementId && actual.seen === 'present',
      );
    expect(await isHeld()).toBe(true);
    await resumeTakings(people.deps, people.acting('lin'));
    expect((await watched()).reconciled).toHaveLength(1);
    expect(await isHeld()).toBe(false);
  });

  it('when very many are late in ending, then what nobody ends is still found behind them', async () => {
    const { store } = stage.house;
    const request = await active('aws/crowd');
    const account = await store.ledger.accountOf(request.appId, request.beneficiaryId);
    if (account === undefined) throw new Error('it has no account');
    const place = { accountId: account.id, entitlementId: stage.entitlement('aws/crowd').id, fields: {} };
    const claim = { ...place, source: 'request', level: undefined, replaces: false } as const;
    const claimed = (requestId: Request['id'], changeId: string, endsAt: number) =>
      store.ledger.addClaims([{ ...claim, requestId, changeId, endsAt }], { now: Date.now(), lockMs: 1 });
    for (let number = 0; number < 201; number++) await claimed(request.id, `d${number}`, Date.now() - 5 * HOUR);
    await claimed('REQ-0RPHAN0000', 'c1', Date.now() - 2 * HOUR);
    expect(await watched()).toMatchObject({ released: ['REQ-0RPHAN0000'] });
  });
});
