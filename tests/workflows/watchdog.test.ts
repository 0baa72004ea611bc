import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Request } from '../../src/domain/request/request.ts';
import { DAY, HOUR } from '../../src/domain/time.ts';
import { requestWorkflowId } from '../../src/temporal/workflow-ids.ts';
import { pauseTakings, resumeTakings, setFrozen } from '../../src/use-cases/freeze.ts';
import { anAppEntry, anEntitlementEntry, anId, anOrganisation, aPersonEntry } from '../support/builders.ts';
import { describeUnless } from '../support/skip.ts';
import {
  asked,
  aStage,
  pass,
  type Stage,
  stateNow,
  story,
  stored,
  submittedAndApproved,
  terminated,
  until,
} from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';

const organisation = anOrganisation({
  people: [
    ...['ada', 'maya'].map((name) => aPersonEntry({ email: `${name}@example.com`, name })),
    ...['lin', 'noor'].map((name) => aPersonEntry({ email: `${name}@example.com`, name, roles: ['super_admin'] })),
  ],
  apps: [
    anAppEntry({ slug: 'aws', entitlements: ['one', 'two', 'three'].map((slug) => anEntitlementEntry({ slug })) }),
    anAppEntry({ slug: 'cold', entitlements: ['one', 'two'].map((slug) => anEntitlementEntry({ slug })) }),
  ],
});

describeUnless(await whyNoTemporal(), 'the watchdog and the switches', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await aStage(organisation);
  });
  afterAll(() => stage.house.close());

  const watched = async (): Promise<{ restarted: string[]; released: string[] }> => {
    const { client, taskQueue } = stage.house;
    return client.workflow.execute('watchdogWorkflow', { taskQueue, workflowId: `watchdog-${anId('task')}` });
  };
  const active = async (entitlement: string): Promise<Request> => {
    const request = await submittedAndApproved(
      stage,
      asked(stage, 'maya', entitlement, { createdAt: Date.now() - HOUR }),
    );
    await until(async () => (await stateNow(stage, request.id)) === 'active');
    return request;
  };
  const acting = (name: string) => {
    const person = stage.person(name);
    return {
      person,
      principal: person.id,
      origin: { actor: { kind: 'person', id: person.id }, surface: 'web' } as const,
    };
  };

  it('when nothing is wrong, then it finds nothing', async () => {
    const request = await active('aws/one');
    expect(await watched()).toMatchObject({ restarted: [], released: [] });
    expect(await pass(stage, request, DAY)).toBe('ended');
  });

  it('when a workflow was terminated, then it is started again from what is stored, and the access ends on time', async () => {
    const request = await active('aws/two');
    await terminated(stage, request.id);
    expect(await watched()).toMatchObject({ restarted: [request.id] });
    await until(async () => (await stored(stage, request.id)).run === 2);
    expect(await stateNow(stage, request.id)).toBe('active');
    expect(await stage.house.advance(requestWorkflowId(request.id, 2), DAY)).toBe('ended');
    expect(await stateNow(stage, request.id)).toBe('ended');
    expect(await story(stage, request.id)).toContain('request.restarted');
    expect(await stage.house.store.work.openAlerts()).toMatchObject([{ kind: 'request_without_workflow' }]);
  });

  it('when an app is frozen, then nothing is given and takings go on; thawed, what waited is given', async () => {
    const held = await active('cold/one');
    expect(await setFrozen(stage.house, acting('maya'), stage.app('cold').id, true)).toMatchObject({
      problem: { code: 'not_allowed' },
    });
    await setFrozen(stage.house, acting('lin'), stage.app('cold').id, true);
    const waiting = await submittedAndApproved(stage, asked(stage, 'maya', 'cold/two'));
    expect(await pass(stage, held, DAY)).toBe('ended');
    expect(await stateNow(stage, waiting.id)).not.toBe('active');
    await setFrozen(stage.house, acting('lin'), stage.app('cold').id, false);
    await until(async () => (await stateNow(stage, waiting.id)) === 'active');
    expect(await pass(stage, waiting, DAY)).toBe('ended');
  });

  it('when all is frozen, then every app is', async () => {
    await setFrozen(stage.house, acting('lin'), 'all', true);
    expect((await stage.house.store.catalog.apps()).every(({ frozen }) => frozen)).toBe(true);
    await setFrozen(stage.house, acting('lin'), 'all', false);
    expect((await stage.house.store.catalog.apps()).some(({ frozen }) => frozen)).toBe(false);
  });

  it.each(['all', 'cold'])('when %s is frozen twice, then the record says it once', async (what) => {
    const app = what === 'all' ? 'all' : stage.app(what).id;
    const said = async () => {
      const rows = await stage.house.store.audit.rowsAfter(0, 10_000);
      return rows.filter(({ subject }) => subject === `app:${app}`).map(({ fact }) => fact);
    };
    const before = (await said()).length;
    for (const frozen of [true, true, false, false]) await setFrozen(stage.house, acting('lin'), app, frozen);
    expect((await said()).slice(before)).toEqual(['app.frozen', 'app.unfrozen']);
  });

  it('when takings are to be paused, then it takes two admins and an end', async () => {
    const inAnHour = Date.now() + HOUR;
    expect(await pauseTakings(stage.house, acting('maya'), inAnHour)).toMatchObject({
      problem: { code: 'not_allowed' },
    });
    expect(await pauseTakings(stage.house, acting('lin'), Date.now() + 30 * DAY)).toMatchObject({
      problem: { code: 'malformed' },
    });
    expect(await pauseTakings(stage.house, acting('lin'), inAnHour)).toMatchObject({ value: 'proposed' });
    expect(await pauseTakings(stage.house, acting('lin'), inAnHour)).toMatchObject({ value: 'proposed' });
    expect(await pauseTakings(stage.house, acting('noor'), inAnHour)).toMatchObject({ value: 'paused' });
    const request = await active('aws/three');
    await stage.house.gateway.send(request, 'end', {
      clickId: 'end',
      origin: acting('maya').origin,
      reason: undefined,
    });
    expect(await stateNow(stage, request.id)).not.toBe('ended');
    const holdings = await stage.house.store.ledger.holdingsOfPerson(stage.person('maya').id);
    expect(holdings.filter(({ actual }) => actual.seen === 'present')).toHaveLength(1);
    await resumeTakings(stage.house, acting('noor'));
    expect(await pass(stage, request, 2 * HOUR)).toBe('ended');
    expect(await stateNow(stage, request.id)).toBe('ended');
  });
});
