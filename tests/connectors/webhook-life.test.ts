import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createAttest } from '../../activities/ledger/attest.ts';
import { createIsSigned } from '../../src/connectors/webhook/callbacks.ts';
import type { Request } from '../../src/domain/request/request.ts';
import { DAY, HOUR, SECOND } from '../../src/domain/time.ts';
import { type Listening, listen } from '../../src/http/listen.ts';
import { hookRoutes } from '../../src/http/routes/hooks.routes.ts';
import { completeTask } from '../../src/use-cases/tasks/complete-task.ts';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry } from '../support/builders.ts';
import { peopleOf, valueOf } from '../support/people.ts';
import { describeUnless } from '../support/skip.ts';
import {
  asked,
  aStage,
  endRequest,
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
import { type Asked, aReceiver, type Receiver } from './webhook-receiver.ts';

const SECRET = 'what both sides sign with';

describeUnless(await whyNoTemporal(), 'a request for something that an endpoint gives later', () => {
  let stage: Stage;
  let receiver: Receiver;
  let door: Listening;
  beforeAll(async () => {
    receiver = await aReceiver({ secret: SECRET, now: () => Math.floor(Date.now() / SECOND) });
    receiver.ways.later = true;
    const secrets = () => SECRET;
    door = await listen((request) => hooks.fetch(request), { host: '127.0.0.1', port: 0 });
    const connectorConfig = { url: receiver.url, secret: 'DOORS', read: true, allow_addresses: ['127.0.0.1'] };
    const entitlements = ['lab', 'roof', 'attic'].map((slug) => anEntitlementEntry({ slug }));
    const organisation = anOrganisation({
      people: ['ada', 'maya', 'sam'].map((name) => aPersonEntry({ email: `${name}@example.com`, name })),
      apps: [
        anAppEntry({ slug: 'doors', connector: 'webhook', connectorConfig, owners: ['ada@example.com'], entitlements }),
        anAppEntry({
          ...{ slug: 'gates', connector: 'webhook', owners: ['ada@example.com'] },
          connectorConfig: { ...connectorConfig, read: false },
          entitlements: [anEntitlementEntry({ slug: 'cellar' })],
        }),
      ],
    });
    stage = await aStage(organisation, { secrets, publicUrl: `http://127.0.0.1:${door.port}` });
    const hooks = hookRoutes({ ...stage.house, isSigned: createIsSigned({ ...stage.house, secrets }) });
  });
  afterAll(async () => {
    await stage.house.close();
    await door.drain();
    await receiver.close();
  });

  /** Approved, and accepted by the endpoint. */
  async function accepted(entitlement: string): Promise<[Request, Asked]> {
    const request = await submittedAndApproved(stage, asked(stage, 'maya', `doors/${entitlement}`));
    return [request, await told('grant', entitlement)];
  }

  async function told(action: string, entitlement: string): Promise<Asked> {
    const isIt = (one: Asked) => one.entitlement?.slug === entitlement;
    await until(() => Promise.resolve(receiver.askedTo(action).some(isIt)));
    return receiver.askedTo(action).find(isIt) as Asked;
  }

  it('when it reports after two days, twice, then the lease starts once, and it ends when the end is reported', async () => {
    const [request, granting] = await accepted('lab');
    expect(await pass(stage, request, 2 * DAY)).toBe('reached');
    expect(await stateNow(stage, request.id)).toBe('provisioning');
    receiver.act(granting);
    expect((await receiver.report(granting, { outcome: 'done' })).status).toBe(200);
    expect((await receiver.report(granting, { outcome: 'done' })).status).toBe(410);
    await untilState(stage, request, 'active');
    const proof = { kind: 'read_back' };
    expect(await stored(stage, request.id)).toMatchObject({ changes: [{ state: 'given', proof }] });

    await endRequest(stage, request);
    const revoking = await told('revoke', 'lab');
    expect(await stateNow(stage, request.id)).toBe('ending');
    receiver.act(revoking);
    expect((await receiver.report(revoking, { outcome: 'done' })).status).toBe(200);
    await untilState(stage, request, 'ended');
    expect(await stored(stage, request.id)).toMatchObject({ changes: [{ state: 'taken', proof }] });
    expect((await story(stage, request.id)).filter((fact) => fact === 'request.given')).toHaveLength(1);
    expect(receiver.held.size).toBe(0);
  });

  it('when it never reports, then people are told when the time to give it is over, and it can still be reported', async () => {
    const [request, granting] = await accepted('roof');
    await pass(stage, request, 3 * DAY + HOUR);
    expect(await story(stage, request.id)).toContain('request.not_given_in_time');
    expect(await stateNow(stage, request.id)).toBe('provisioning');
    receiver.act(granting);
    await receiver.report(granting, { outcome: 'done' });
    await untilState(stage, request, 'active');
  });

  it('when the lease is extended, then the endpoint is told of the later end, once', async () => {
    receiver.ways.later = false;
    const people = peopleOf(stage);
    const id = await people.asked('sam', 'doors/attic');
    valueOf(await people.decide('ada', id));
    await untilState(stage, { id }, 'active');
    const extension = valueOf(await people.extend('sam', id, 'PT2H')).id;
    valueOf(await people.decide('ada', extension));
    const kept = await told('keep', 'attic');
    const { endsAt = 0 } = await stored(stage, id);
    const [granted] = receiver.askedTo('grant').filter(({ entitlement }) => entitlement?.slug === 'attic');
    expect(kept).toMatchObject({ account: 'sam@example.com', until: new Date(endsAt).toISOString() });
    expect(Date.parse(kept.until ?? '')).toBeGreaterThan(Date.parse(granted?.until ?? '') + HOUR);
    await untilState(stage, { id: extension }, 'ended');
    expect(receiver.askedTo('keep')).toHaveLength(1);
    expect(await pass(stage, { id }, DAY)).toBe('ended');
  });

  it('when it cannot be told of the later end for hours, then it is told rarer and rarer', async () => {
    const people = peopleOf(stage);
    const id = await people.asked('sam', 'gates/cellar');
    valueOf(await people.decide('ada', id));
    await until(async () => (await stage.house.store.work.openTasks()).length > 0);
    const [task] = await stage.house.store.work.openTasks();
    const { store, clock } = stage.house;
    const deps = { ...people.deps, attest: createAttest({ ledger: store.ledger, clock }) };
    valueOf(await completeTask(deps, people.acting('ada'), task?.id ?? 'tsk_none'));
    await untilState(stage, { id }, 'active');
    const before = receiver.askedTo('keep').length;
    receiver.ways.reply = ({ action }) => (action === 'keep' ? { status: 500 } : undefined);
    valueOf(await people.decide('ada', valueOf(await people.extend('sam', id, 'PT2H')).id));
    await pass(stage, { id }, 6 * HOUR);
    const tries = receiver.askedTo('keep').length - before;
    expect(tries).toBeGreaterThan(5);
    expect(tries).toBeLessThan(20);
    receiver.ways.reply = () => undefined;
  }, 60_000);
});
