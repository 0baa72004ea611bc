import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { ChangeOp } from '../../src/domain/request/change.ts';
import type { RequestId } from '../../src/domain/ids.ts';
import { HOUR } from '../../src/domain/time.ts';
import { setFrozen } from '../../src/use-cases/freeze.ts';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry } from '../support/builders.ts';
import { peopleOf, valueOf } from '../support/people.ts';
import { describeUnless } from '../support/skip.ts';
import { aStage, pass, type Stage, stateNow, story, untilState } from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';

const levels = ['viewer', 'editor', 'owner'];
const organisation = anOrganisation({
  people: [
    ...['ada', 'maya'].map((name) => aPersonEntry({ email: `${name}@example.com`, name })),
    aPersonEntry({ email: 'lin@example.com', name: 'lin', roles: ['super_admin'] }),
  ],
  apps: ['down', 'up'].map((slug) =>
    anAppEntry({ slug, owners: ['ada@example.com'], entitlements: [anEntitlementEntry({ slug: 'docs', levels })] }),
  ),
});

describeUnless(await whyNoTemporal(), 'levels in a frozen app', () => {
  let stage: Stage;
  let people: ReturnType<typeof peopleOf>;
  beforeAll(async () => {
    stage = await aStage(organisation);
    people = peopleOf(stage);
  });
  afterAll(() => stage.house.close());

  async function given(app: string, op: ChangeOp, level: string, length: string): Promise<RequestId> {
    const changes = [{ op, entitlementId: stage.entitlement(`${app}/docs`).id, level, fields: {} }];
    const id = await people.asked('maya', `${app}/docs`, { changes, lease: { kind: 'for', length } });
    valueOf(await people.decide('ada', id));
    await untilState(stage, { id }, 'active');
    return id;
  }

  async function levelIn(app: string): Promise<string | undefined> {
    const [held] = await stage.house.store.sandbox.holdings(stage.app(app).id, { after: undefined, limit: 10 });
    return held?.real.level;
  }

  const freeze = async (app: string) =>
    valueOf(await setFrozen(stage.house, people.acting('lin'), stage.app(app).id, true));

  it('when the higher of two leases ends there, then it is lowered and over', async () => {
    await given('down', 'add', 'viewer', 'P1D');
    const raised = await given('down', 'modify', 'owner', 'PT2H');
    await freeze('down');
    expect(await pass(stage, { id: raised }, 3 * HOUR)).toBe('ended');
    expect(await levelIn('down')).toBe('viewer');
    expect(await stateNow(stage, raised)).toBe('ended');
  });

  it('when one that lowered it ends there, then it is over as well, and what it gave way to is not given back yet', async () => {
    const lease = await given('up', 'add', 'owner', 'P1D');
    const lowered = await given('up', 'modify', 'viewer', 'PT2H');
    await freeze('up');
    expect(await pass(stage, { id: lowered }, 3 * HOUR)).toBe('ended');
    expect(await stateNow(stage, lowered)).toBe('ended');
    expect(await story(stage, lowered)).toContain('holding.kept');
    expect(await levelIn('up')).toBe('viewer');
    expect(await stateNow(stage, lease)).toBe('active');
  });
});
