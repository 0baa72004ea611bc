import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { whyNoStandIn } from '../../src/demo-slack/program.ts';
import { ASKING_ORGANISATION } from '../support/asking-world.ts';
import { aSlackStage, type SlackStage } from '../support/slack-stage.ts';
import { describeUnless } from '../support/skip.ts';
import { until, untilState } from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';

describeUnless(whyNoStandIn() ?? (await whyNoTemporal()), 'by Socket Mode', () => {
  let stage: SlackStage;
  beforeAll(async () => {
    stage = await aSlackStage(ASKING_ORGANISATION, { mode: 'socket' });
  });
  afterAll(() => stage.close());

  it('the command opens the form, and a form that is sent is answered in its place', async () => {
    await stage.slack.command('maya', 'books');
    await until(async () => (await stage.slack.modals()).length > 0);
    expect(await stage.slack.modals()).toMatchObject([{ callback_id: 'ask.what', title: { text: 'Request access' } }]);
    const { id: value } = stage.stage.entitlement('books/book');
    const things = { type: 'checkboxes', selected_options: [{ value }] };
    await stage.slack.submit('maya', { [`things.${stage.stage.app('books').id}`]: { things } });
    await until(async () => (await stage.slack.modals())[0]?.callback_id === 'ask.how');
    await stage.slack.submit('maya', { reason: { reason: { type: 'plain_text_input', value: 'For the books' } } });
    await until(async () => (await stage.slack.modals())[0]?.callback_id === 'ask.preview');
    expect(JSON.stringify(await stage.slack.modals())).toContain('For the books');
  });

  it('what is pressed is done, and its answer is seen by whoever pressed alone', async () => {
    const id = await stage.people.asked('maya', 'cloud/read');
    const card = { channel: 'CGENERAL', ts: '1.1' };
    await stage.slack.press('ada', card, { action_id: 'request.approve', value: id });
    await untilState(stage.stage, { id }, 'active');
    const answers = async () => (await stage.slack.messages()).filter(({ ephemeral_to }) => ephemeral_to !== undefined);
    await until(async () => (await answers()).length > 0);
    expect(await answers()).toMatchObject([{ ephemeral_to: stage.slack.user('ada'), text: '✓ Approved.' }]);
    await until(async () => (await stage.slack.home('ada')) !== undefined);
    expect(stage.reported).toEqual([]);
  });
});
