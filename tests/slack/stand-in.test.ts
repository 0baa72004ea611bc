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

describeUnless(whyNoStandIn() ?? (await whyNoTemporal()), 'the whole of it, beside a stand-in for Slack', () => {
  for (const mode of ['http', 'socket'] as const)
    describe(`by ${mode}`, () => {
      let stage: SlackStage;
      beforeAll(async () => {
        stage = await aSlackStage(organisation, { mode, tells: true });
      });
      afterAll(() => stage.close());

      /** The card about it that somebody can press. */
      async function cardOf(name: string, id: string): Promise<SeenMessage> {
        let card: SeenMessage | undefined;
        await until(async () => {
          const all = await stage.slack.messagesTo(name);
          card = all.find(({ blocks = [] }) => JSON.stringify(blocks).includes(id));
          return card !== undefined;
        });
        return card as SeenMessage;
      }
      const approve = (by: string, card: SeenMessage, id: string) =>
        stage.slack.press(by, card, { action_id: ACTION_IDS.approve, value: id });

      it('when who decides presses "Approve" five times, then it is given once, and the card offers nothing any more', async () => {
        const id = await stage.people.asked('maya', 'aws/one');
        const card = await cardOf('ada', id);
        await Promise.all(Array.from({ length: 5 }, () => approve('ada', card, id)));
        await untilState(stage.stage, { id }, 'active');
        await until(async () => !JSON.stringify(await cardOf('ada', id)).includes(ACTION_IDS.approve));
        const { levels }: Request = await stored(stage.stage, id);
        expect(levels[0]?.decisions).toMatchObject([{ by: stage.stage.person('ada').id, assurance: 'slack_bound' }]);
        expect(stage.reported).toEqual([]);
      });

      it('when somebody else presses it, whoever they are, then nothing is decided, and they are told', async () => {
        const id = await stage.people.asked('maya', 'aws/two');
        const card = await cardOf('ada', id);
        await approve('sam', card, id);
        await approve('maya', card, id);
        const told = async (name: string) =>
          (await stage.slack.messages()).filter(({ ephemeral_to }) => ephemeral_to === stage.slack.user(name));
        await until(async () => (await told('sam')).length > 0 && (await told('maya')).length > 0);
        expect((await stored(stage.stage, id)).levels[0]?.decisions).toEqual([]);
      });

      it('Home and the command are answered', async () => {
        await stage.slack.openHome('ada');
        await until(async () => JSON.stringify(await stage.slack.home('ada')).includes('Waiting for your decision'));
        await stage.slack.command('maya', 'help');
        await until(async () => JSON.stringify(await stage.slack.messages()).includes('/access'));
        expect(stage.reported).toEqual([]);
      });
    });
});
