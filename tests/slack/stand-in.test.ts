import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { whyNoStandIn } from '../../src/demo-slack/program.ts';
import { anOrganisation, aPersonEntry } from '../support/builders.ts';
import { aSlackStage, type SlackStage } from '../support/slack-stage.ts';
import { describeUnless } from '../support/skip.ts';
import { until } from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';

const people = ['maya', 'ada'].map((name) => aPersonEntry({ email: `${name}@example.com`, name }));

describeUnless(whyNoStandIn() ?? (await whyNoTemporal()), 'a workspace that stands in for Slack', () => {
  for (const mode of ['http', 'socket'] as const)
    describe(`by ${mode}`, () => {
      let stage: SlackStage;
      beforeAll(async () => {
        stage = await aSlackStage(anOrganisation({ people }), { mode });
      });
      afterAll(() => stage.close());

      it('has everybody in it, and Leasehold hears what they do', async () => {
        const [workspace] = await stage.door.workspaces.live();
        expect(workspace).toMatchObject({ id: stage.teamId, name: 'Stand-in' });
        const ada = await stage.door.personOf(stage.teamId, stage.slack.user('ada'));
        expect(ada).toMatchObject({ ok: true, value: { name: 'ada' } });
        await stage.slack.openHome('maya');
        await until(async () => (await stage.slack.answers()) > 0);
        expect(stage.reported).toEqual([]);
      });
    });
});
