import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { whyNoStandIn } from '../../src/demo-slack/program.ts';
import type { RequestId } from '../../src/domain/ids.ts';
import { DAY, MINUTE } from '../../src/domain/time.ts';
import { tellWorkflowId } from '../../src/temporal/workflow-ids.ts';
import { addDelegation } from '../../src/use-cases/people/add-delegation.ts';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry, aSimpleFlow } from '../support/builders.ts';
import { valueOf } from '../support/people.ts';
import { describeUnless } from '../support/skip.ts';
import { until } from '../support/stories.ts';
import { aTellingStage, type TellingStage } from '../support/telling-stage.ts';
import { whyNoTemporal } from '../support/temporal.ts';

const organisation = anOrganisation({
  policy: { ...anOrganisation().policy, flows: [aSimpleFlow({ kind: 'app_owner' })] },
  people: ['maya', 'ada', 'lin', 'sam'].map((name) => aPersonEntry({ email: `${name}@example.com`, name })),
  apps: ['ada', 'lin'].map((owner) =>
    anAppEntry({
      slug: `of-${owner}`,
      owners: [`${owner}@example.com`],
      entitlements: [anEntitlementEntry({ slug: 'e' })],
    }),
  ),
});

describeUnless(whyNoStandIn() ?? (await whyNoTemporal()), 'who stands for somebody else from some day on', () => {
  let stage: TellingStage;
  beforeAll(async () => {
    stage = await aTellingStage(organisation);
  });
  afterAll(() => stage.close());

  /** From tomorrow on, for two days. */
  async function standsIn(name: string, forWhom: string) {
    const { deps, acting } = stage.people;
    const [startsAt, endsAt] = [Date.now() + DAY, Date.now() + 3 * DAY];
    const [toId, fromId] = [name, forWhom].map((one) => stage.stage.person(one).id) as [
      `per_${string}`,
      `per_${string}`,
    ];
    return valueOf(await addDelegation(deps, acting(forWhom), { fromId, toId, startsAt, endsAt }));
  }

  /** Whether each message about it that they have can be pressed. */
  const cards = async (name: string, id: RequestId) =>
    (await stage.messagesTo(name))
      .map(({ blocks }) => JSON.stringify(blocks))
      .filter((blocks) => blocks.includes(id))
      .map((blocks) => blocks.includes('request.approve'));
  const untilCards = (name: string, id: RequestId, ...wanted: boolean[]) =>
    until(async () => String(await cards(name, id)) === String(wanted));
  const pass = (id: RequestId, ms: number) => stage.stage.house.advance(tellWorkflowId(`request:${id}`), ms);

  it('when that day comes, then they get the card, and when it is over, then nothing can be pressed on it', async () => {
    const id = await stage.people.asked('maya', 'of-ada/e');
    await untilCards('ada', id, true);
    await standsIn('sam', 'ada');
    await until(async () => (await told(id)).includes('changes at'));
    expect(await cards('sam', id)).toEqual([]);
    expect(await pass(id, DAY + MINUTE)).toBe('reached');
    await untilCards('sam', id, true);
    await pass(id, 2 * DAY);
    await untilCards('sam', id, false);
    expect(await cards('ada', id)).toEqual([true]);
    await stage.settled(id);
  });

  it('when it is decided before that day, then nobody waits for it', async () => {
    await standsIn('sam', 'lin');
    const id = await stage.people.asked('maya', 'of-lin/e');
    await untilCards('lin', id, true);
    valueOf(await stage.people.decide('lin', id, { decision: 'reject', comment: 'no' }));
    await stage.settled(id);
    expect(await cards('sam', id)).toEqual([]);
  });

  /** As operators read it in Temporal. */
  async function told(id: RequestId): Promise<string> {
    const handle = stage.stage.house.client.workflow.getHandle(tellWorkflowId(`request:${id}`));
    const details = await handle.query<{ currentDetails?: string }>('__temporal_workflow_metadata');
    return details.currentDetails ?? '';
  }
});
