import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Front, startFront } from '../../src/demo-slack/front.ts';
import { type Listening, listen } from '../../src/http/listen.ts';
import { registerListeners } from '../../src/slack/listeners/register.ts';
import { withOwnAddress } from '../../src/slack/receiver/answer-address.ts';
import { anOrganisation, aPersonEntry } from '../support/builders.ts';
import { commanded, pressed } from '../support/signed-slack.ts';
import { aSlackHouse } from '../support/slack-house.ts';

const people = [aPersonEntry({ email: 'maya@example.com', name: 'Maya' })];

describe('the address to which an answer is to go', () => {
  it.each([
    ['https://hooks.slack.com/actions/T1/1/x', 'https://slack.com', true],
    ['https://hooks.slack-gov.com/commands/T1/1/x', 'https://slack-gov.com', true],
    ['https://hooks.slack.com/actions/T1/1/x', 'https://slack.example.com', true],
    ['http://127.0.0.1:4055/response/1', 'http://127.0.0.1:4056', true],
    ['http://hooks.slack.com/actions/T1', 'https://slack.com', false],
    ['https://hooks.slack.com:8443/actions/T1', 'https://slack.com', false],
    ['https://hooks.slack.com.example.com/', 'https://slack.com', false],
    ['https://hooks.slack.com@example.com/', 'https://slack.com', false],
    ['https://example.com/?https://hooks.slack.com/', 'https://slack.com', false],
    ['http://127.0.0.1:4055/response/1', 'https://slack.com', false],
    ['http://169.254.169.254/latest/meta-data', 'http://127.0.0.1:4056', false],
    ['file:///etc/passwd', 'https://slack.com', false],
    ['//hooks.slack.com/x', 'https://slack.com', false],
    [['https://hooks.slack.com/'], 'https://slack.com', false],
  ])('when it is %s, and Slack is at %s: %s', (response_url, slackUrl, isTaken) => {
    const kept = withOwnAddress({ type: 'block_actions', response_url, response_urls: [{ response_url }] }, slackUrl);
    expect(kept).toEqual({ type: 'block_actions', ...(isTaken ? { response_url } : {}) });
  });
});

describe('when what is signed wants its answer somewhere else', () => {
  let front: Front;
  let elsewhere: Listening;
  let house: Awaited<ReturnType<typeof aSlackHouse>>;
  const said: string[] = [];
  let visits = 0;
  beforeAll(async () => {
    front = await startFront('http://127.0.0.1:9', (method, args) => {
      if (method === 'chat.postMessage') said.push(`${args.get('channel')}: ${args.get('text')}`);
      const profile = { email: 'maya@example.com' };
      const user = { id: args.get('user'), team_id: 'T1', is_email_confirmed: true, profile };
      return { status: 200, body: { ok: true, user } };
    });
    elsewhere = await listen(async () => new Response(`visit ${++visits}`), { host: '127.0.0.1', port: 0 });
    const organisation = anOrganisation({ people });
    house = await aSlackHouse({ organisation, slack: { url: front.url }, listeners: registerListeners });
    await house.install('T1');
  });
  afterAll(async () => {
    await house.close();
    await elsewhere.drain();
    await front.stop();
  });
  beforeEach(() => {
    said.length = 0;
  });

  // Another name of this machine is another host.
  const response_url = () => `http://localhost:${elsewhere.port}/`;
  const press = (team_id: string) => ({
    ...{ type: 'block_actions', user: { id: 'U1', team_id }, team: { id: team_id }, response_url: response_url() },
    actions: [{ type: 'button', action_id: 'nothing', value: 'x', action_ts: '1.1' }],
  });
  async function sending(init: RequestInit): Promise<number> {
    const { status } = await house.send(init);
    await house.door.stop();
    return status;
  }

  it('then what was pressed is answered by a message to them, and nobody is called there', async () => {
    expect(await sending(pressed(press('T1')))).toBe(200);
    expect(said).toEqual([expect.stringMatching(/^U1: .*not one of ours any more/)]);
  });

  it('then what was typed is too', async () => {
    const typed = { command: '/access', text: 'help', team_id: 'T1', user_id: 'U1', channel_id: 'C1', trigger_id: 't' };
    expect(await sending(commanded({ ...typed, response_url: response_url() }))).toBe(200);
    expect(said).toEqual([expect.stringMatching(/^U1: .*\/access/)]);
  });

  it('then a workspace that Leasehold is not in is told nothing', async () => {
    expect(await sending(pressed(press('TFOREIGN')))).toBe(200);
    expect([said, visits]).toEqual([[], 0]);
  });
});
