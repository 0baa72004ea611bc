import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Request } from '../../src/domain/request/request.ts';
import { DAY, HOUR, SECOND } from '../../src/domain/time.ts';
import { requestWorkflowId } from '../../src/temporal/workflow-ids.ts';
import { setFrozen } from '../../src/use-cases/freeze.ts';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry } from '../support/builders.ts';
import { peopleOf, valueOf } from '../support/people.ts';
import { describeUnless } from '../support/skip.ts';
import {
  asked,
  aStage,
  cancelRequest,
  pass,
  type Stage,
  stateNow,
  stored,
  story,
  submittedAndApproved,
  until,
  untilState,
} from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';

const slugs = ['e1', 'e2', 'e3', 'e4'];
const organisation = anOrganisation({
  people: [
    ...['ada', 'maya'].map((name) => aPersonEntry({ email: `${name}@example.com`, name })),
    aPersonEntry({ email: 'lin@example.com', name: 'lin', roles: ['super_admin'] }),
  ],
  apps: ['cold', 'icy'].map((slug) =>
    anAppEntry({ slug, entitlements: slugs.map((one) => anEntitlementEntry({ slug: one })) }),
  ),
});

describeUnless(await whyNoTemporal(), 'what is not given in time', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await aStage(organisation);
    await freeze('cold');
  });
  afterAll(() => stage.house.close());

  const freeze = async (slug: string, frozen = true) =>
    valueOf(await setFrozen(stage.house, peopleOf(stage).acting('lin'), stage.app(slug).id, frozen));

  const alertsAbout = async ({ id }: Request) =>
    (await stage.house.store.work.openAlerts()).filter(({ subject }) => subject === `request:${id}`);

  const waiting = async (path: string, given: Partial<Request> = {}) => {
    const request = await submittedAndApproved(stage, asked(stage, 'maya', path, given));
    await untilState(stage, request, 'approved', 'provisioning');
    return request;
  };

  it('when it comes late, then it is an alert, once, until it is there', async () => {
    await freeze('icy');
    const request = await waiting('icy/e1');
    expect(await alertsAbout(request)).toEqual([]);
    await pass(stage, request, 4 * DAY);
    const { giveBy } = (await stored(stage, request.id)).clocks;
    const data = { app: request.appId, person: request.beneficiaryId, since: giveBy };
    expect(await alertsAbout(request)).toMatchObject([{ kind: 'not_given_in_time', data }]);
    await freeze('icy', false);
    await untilState(stage, request, 'active');
    await until(async () => (await alertsAbout(request)).length === 0);
    expect((await story(stage, request.id)).filter((fact) => fact === 'request.not_given_in_time')).toHaveLength(1);
  });

  it('when it is called off instead, then nobody is alerted any more', async () => {
    const request = await waiting('cold/e2');
    await pass(stage, request, 3 * DAY + HOUR);
    expect(await alertsAbout(request)).toHaveLength(1);
    await cancelRequest(stage, request);
    await until(async () => (await alertsAbout(request)).length === 0);
    await untilState(stage, request, 'cancelled');
  });

  it('when that moment comes while its workflow is lost, then it is told when it is started again', async () => {
    const flow = { ...asked(stage, 'maya', 'cold/e3').flow, giveWithin: 2 * SECOND };
    const request = await waiting('cold/e3', { flow });
    await stage.house.client.workflow.getHandle(requestWorkflowId(request.id)).terminate('an accident');
    const lost = await stored(stage, request.id);
    await until(() => Promise.resolve(Date.now() > (lost.clocks.giveBy ?? 0)));
    expect(await alertsAbout(request)).toEqual([]);
    await stage.house.gateway.restart({ ...lost, run: 2 });
    await until(async () => (await alertsAbout(request)).length === 1);
    expect(await stateNow(stage, request.id)).not.toBe('active');
  });

  it('when its start came while all was frozen, then it is told at once that it may be given', async () => {
    const startAt = Date.now() + SECOND;
    const later = { kind: 'for', length: 'PT8H', startAt } as const;
    const { lease } = asked(stage, 'maya', 'cold/e4');
    const request = asked(stage, 'maya', 'cold/e4', { lease: { ...lease, asked: later, granted: later } });
    await submittedAndApproved(stage, request);
    expect(await stateNow(stage, request.id)).toBe('scheduled');
    await until(() => Promise.resolve(Date.now() > startAt));
    const told: string[] = [];
    const nudge = (some: readonly Request[]) => Promise.resolve(void told.push(...some.map(({ id }) => id)));
    await setFrozen({ ...stage.house, gateway: { nudge } }, peopleOf(stage).acting('lin'), stage.app('cold').id, false);
    expect(told).toContain(request.id);
  });
});
