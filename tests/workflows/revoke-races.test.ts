import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Request } from '../../src/domain/request/request.ts';
import { BY_WORKFLOW } from '../../src/domain/request/step.ts';
import { HOUR } from '../../src/domain/time.ts';
import { aChange, anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry } from '../support/builders.ts';
import { describeUnless } from '../support/skip.ts';
import {
  asked,
  aStage,
  type Stage,
  stored,
  story,
  submittedAndApproved,
  until,
  untilState,
} from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { expectGone, expectWholeRecord } from './soundness.ts';

const organisation = anOrganisation({
  people: ['ada', 'maya'].map((name) => aPersonEntry({ email: `${name}@example.com`, name })),
  apps: ['slow', 'two'].map((slug) =>
    anAppEntry({ slug, entitlements: ['e1', 'e2'].map((one) => anEntitlementEntry({ slug: one })) }),
  ),
});

describeUnless(await whyNoTemporal(), 'a part of a request is to end while the app is being called', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await aStage(organisation);
    for (const slug of ['slow', 'two']) await stage.house.store.sandbox.setFaults(stage.app(slug).id, { lagMs: 1500 });
  });
  afterAll(async () => {
    await expectWholeRecord(stage);
    await stage.house.close();
  });

  const revoke = (request: Request, changeIds: string[]) =>
    stage.house.gateway.send(request, 'revoke', {
      ...{ clickId: `revoke ${changeIds.join()}`, origin: BY_WORKFLOW, changeIds, because: 'another removes it' },
    });
  const statesOf = async ({ id }: Request) => (await stored(stage, id)).changes.map(({ state }) => state).join();

  it('when it is being given, then it is given up and proven gone', async () => {
    const request = await submittedAndApproved(stage, asked(stage, 'maya', 'slow/e1'));
    await until(async () => (await statesOf(request)) === 'giving');
    expect(await revoke(request, ['c1'])).toMatchObject({ ok: true });
    expect(await untilState(stage, request, 'ended', 'cancelled', 'failed')).toBe('ended');
    await expectGone(stage, await stored(stage, request.id));
    expect(await story(stage, request.id)).toContain('request.change_revoked');
  });

  it('when another part is being taken back, then both go', async () => {
    const changes = ['two/e1', 'two/e2'].map((path, at) =>
      aChange({ id: `c${at + 1}`, entitlementId: stage.entitlement(path).id }),
    );
    const request = await submittedAndApproved(stage, asked(stage, 'maya', 'two/e1', { changes }));
    await until(async () => (await statesOf(request)) === 'given,given');
    const first = revoke(request, ['c1']);
    await until(async () => (await statesOf(request)) === 'taking,given');
    expect(await revoke(request, ['c2'])).toMatchObject({ ok: true });
    expect(await first).toMatchObject({ ok: true });
    expect(await untilState(stage, request, 'ended')).toBe('ended');
    expect((await stored(stage, request.id)).verifiedGoneAt).toBeLessThan(request.createdAt + HOUR);
    await expectGone(stage, await stored(stage, request.id));
  });
});
