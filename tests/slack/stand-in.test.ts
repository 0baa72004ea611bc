import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { whyNoStandIn } from '../../src/demo-slack/program.ts';
import type { Request } from '../../src/domain/request/request.ts';
import { ACTION_IDS } from '../../src/slack/cards/action-ids.ts';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry, aSimpleFlow } from '../support/builders.ts';
import { aSlackStage, type SlackStage } from '../support/slack-stage.ts';
import type { SeenMessage } from '../support/slack-screen.ts';
import { describeUnless } from '../support/skip.ts';
import { stored, until, untilState } from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';

const organisation = anOrganisation({
  policy: { ...anOrganisation().policy, flows: [aSimpleFlow({ kind: 'app_owner' })] },
  people: ['maya', 'ada', 'sam'].map((name) => aPersonEntry({ email: `${name}@example.com`, name })),
  apps: [
    anAppEntry({
      ...{ slug: 'aws', owners: ['ada@example.com'] },
      entitlements: ['one', 'two'].map((slug) => anEntitlementEntry({ slug })),
    }),
  ],
});

/** The card about it that somebody can press. */
async function cardOf({ slack }: SlackStage, name: string, id: string): Promise<SeenMessage> {
  for (;;) {
    const all = await slack.messagesTo(name);
    const card = all.find(({ blocks = [] }) => JSON.stringify(blocks).includes(id));
    if (card !== undefined) return card;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function approve({ slack }: SlackStage, by: string, card: SeenMessage, id: string): Promise<void> {
  return slack.press(by, card, { action_id: ACTION_IDS.approve, value: id });
}

function byMode(mode: 'http' | 'socket'): void {
  let stage: SlackStage;
  beforeAll(async () => {
    stage = await aSlackStage(organisation, { mode, tells: true });
  });
  afterAll(() => stage.close());

  it('when who decides presses "Approve" five times, then it is given once, and the card offers nothing any more', async () => {
    const id = await stage.people.asked('maya', 'aws/one');
    const card = await cardOf(stage, 'ada', id);
    await Promise.all(Array.from({ length: 5 }, () => approve(stage, 'ada', card, id)));
    await untilState(stage.stage, { id }, 'active');
    await until(async () => !JSON.stringify(await cardOf(stage, 'ada', id)).includes(ACTION_IDS.approve));
    const { levels }: Request = await stored(stage.stage, id);
    expect(levels[0]?.decisions).toMatchObject([{ by: stage.stage.person('ada').id, assurance: 'slack_bound' }]);
  }, 60_000);

  it('when somebody else presses it, whoever they are, then nothing is decided, and they are told', async () => {
    const id = await stage.people.asked('maya', 'aws/two');
    const card = await cardOf(stage, 'ada', id);
    await approve(stage, 'sam', card, id);
    await approve(stage, 'maya', card, id);
    const told = async (name: string) =>
      (await stage.slack.messages()).filter(({ ephemeral_to }) => ephemeral_to === stage.slack.user(name));
    await until(async () => (await told('sam')).length > 0 && (await told('maya')).length > 0);
    expect((await stored(stage.stage, id)).levels[0]?.decisions).toEqual([]);
  });

  it('a date is shown in the words that Slack has where it cannot show one', async () => {
    const client = await stage.door.workspaces.clientOf(stage.teamId);
    const text = 'until <!date^1795895400^{date_short_pretty} at {time}|Sat, 28 Nov 2026, 18:50 UTC> & more';
    await client?.chat.postMessage({ channel: stage.slack.user('sam'), text });
    const shown = 'until Sat, 28 Nov 2026, 18:50 UTC & more';
    expect((await stage.slack.messagesTo('sam')).map((one) => one.text)).toContain(shown);
  });

  it('Home and the command are answered', async () => {
    await stage.slack.openHome('ada');
    await until(async () =>
      JSON.stringify((await stage.slack.home('ada')) ?? '').includes('Waiting for your decision'),
    );
    await stage.slack.command('maya', 'help');
    await until(async () => JSON.stringify(await stage.slack.messages()).includes('/access'));
    expect(JSON.stringify(await stage.slack.home('ada'))).toContain('Waiting for your decision');
  });
}

describeUnless(whyNoStandIn() ?? (await whyNoTemporal()), 'the whole of it, beside a stand-in for Slack', () => {
  for (const mode of ['http', 'socket'] as const)
    describe(`by ${mode}`, () => {
      byMode(mode);
    });
});
