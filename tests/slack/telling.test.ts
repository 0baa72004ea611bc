import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Answer } from '../../src/demo-slack/front.ts';
import { whyNoStandIn } from '../../src/demo-slack/program.ts';
import { BOT_TOKEN } from '../../src/demo-slack/workspace.ts';
import type { RequestId } from '../../src/domain/ids.ts';
import { TOKEN_SEAL } from '../../src/slack/workspaces.ts';
import { tellWorkflowId } from '../../src/temporal/workflow-ids.ts';
import { remindDeciders } from '../../src/use-cases/tell-request.ts';
import {
  aFact,
  anAppEntry,
  anEntitlementEntry,
  anOrganisation,
  aPersonEntry,
  aSimpleFlow,
} from '../support/builders.ts';
import { valueOf } from '../support/people.ts';
import type { SeenMessage } from '../support/slack-screen.ts';
import { aWorkspace } from '../support/slack-house.ts';
import { describeUnless } from '../support/skip.ts';
import { until, untilState } from '../support/stories.ts';
import { aTellingStage, type TellingStage } from '../support/telling-stage.ts';
import { whyNoTemporal } from '../support/temporal.ts';

const entitlements = Array.from({ length: 14 }, (_, i) => anEntitlementEntry({ slug: `e${i + 1}` }));
const organisation = anOrganisation({
  policy: { ...anOrganisation().policy, flows: [aSimpleFlow({ kind: 'app_owner' })] },
  people: ['maya', 'ada', 'lin'].map((name) => aPersonEntry({ email: `${name}@example.com`, name })),
  apps: [anAppEntry({ slug: 'aws', owners: ['ada@example.com', 'lin@example.com'], entitlements })],
});

describeUnless(whyNoStandIn() ?? (await whyNoTemporal()), 'people are told in Slack', () => {
  let stage: TellingStage;
  let next = 1;
  beforeAll(async () => {
    stage = await aTellingStage(organisation);
  });
  afterAll(() => stage.close());

  const ask = () => stage.people.asked('maya', `aws/e${next++}`);
  const about = async (name: string, id: RequestId) =>
    (await stage.messagesTo(name)).filter((message) => JSON.stringify(message.blocks).includes(id) || isReply(message));
  const isReply = ({ thread_ts, ts }: SeenMessage) => thread_ts !== undefined && thread_ts !== ts;
  /** The roots about it and, by first words, what came in their threads. */
  async function seen(name: string, id: RequestId) {
    const all = await about(name, id);
    const roots = all.filter((message) => !isReply(message));
    const ours = all.filter((one) => isReply(one) && roots.some(({ ts }) => ts === one.thread_ts));
    return { roots, replies: ours.map(({ text }) => text.split(/ ·|:/)[0]) };
  }
  const isPressable = ({ blocks = [] }: SeenMessage) => JSON.stringify(blocks).includes('request.approve');
  async function settledAfter(id: RequestId, ...states: string[]) {
    await untilState(stage.stage, { id }, ...states);
    await stage.settled(id);
  }
  const always = (answer: Answer) => () => answer;

  it('when somebody asks and one of two decides on the web, then every copy shows it, and the story is in one thread', async () => {
    const id = await ask();
    await stage.settled(id);
    for (const name of ['ada', 'lin']) {
      const { roots, replies } = await seen(name, id);
      expect([roots.map(isPressable), replies]).toEqual([[true], []]);
    }
    valueOf(await stage.people.decide('lin', id, { comment: 'for *today* <!channel>' }));
    await settledAfter(id, 'active');
    for (const name of ['ada', 'lin']) {
      const { roots } = await seen(name, id);
      expect(roots.map(isPressable)).toEqual([false]);
      expect(roots[0]?.text).toContain('✓ Approved by lin · "for ∗today∗ &lt;!channel&gt;"');
    }
    const { roots, replies } = await seen('maya', id);
    expect(roots).toHaveLength(1);
    expect(roots[0]?.text).toContain('✓ Active');
    expect(replies).toEqual(['⏳ Received', '✓ Approved by lin', '✓ You have it']);
  });

  it('when Slack is away, then decisions go on, and afterwards what still matters arrives once', async () => {
    stage.setInstead(always({ status: 503 }));
    const [decided, open] = [await ask(), await ask()];
    valueOf(await stage.people.decide('ada', decided, { decision: 'reject', comment: 'not now' }));
    await untilState(stage.stage, { id: decided }, 'rejected');
    stage.setInstead(() => undefined);
    await Promise.all([decided, open].map(stage.settled));
    expect((await seen('lin', decided)).roots).toEqual([]);
    expect((await seen('lin', open)).roots.map(isPressable)).toEqual([true]);
    expect((await seen('maya', decided)).replies).toEqual(['✕ Rejected by ada']);
    expect((await seen('maya', open)).replies).toEqual(['⏳ Received']);
  });

  it('when Slack has had too many calls, then what it did not take comes when it said to come back', async () => {
    let refusals = 4;
    stage.setInstead((method) =>
      method === 'chat.postMessage' && refusals-- > 0
        ? { status: 429, headers: { 'retry-after': '1' }, body: { ok: false, error: 'ratelimited' } }
        : undefined,
    );
    const id = await ask();
    await stage.settled(id);
    for (const name of ['ada', 'lin', 'maya']) expect((await seen(name, id)).roots).toHaveLength(1);
  });

  it('when answers are lost, then what arrived is found, and nothing is there twice', async () => {
    let lost = 0;
    stage.setInstead((method) =>
      ['chat.postMessage', 'chat.update'].includes(method) && lost++ % 2 === 0
        ? { status: 500, body: {}, afterDoing: true }
        : undefined,
    );
    const id = await ask();
    await stage.settled(id);
    valueOf(await stage.people.decide('lin', id));
    await settledAfter(id, 'active');
    stage.setInstead(() => undefined);
    for (const name of ['ada', 'lin']) expect((await seen(name, id)).roots.map(isPressable)).toEqual([false]);
    const { roots, replies } = await seen('maya', id);
    expect(roots).toHaveLength(1);
    expect(replies).toEqual(['⏳ Received', '✓ Approved by lin', '✓ You have it']);
  });

  it('when a message was deleted and a channel is archived, then others are told, and who is still asked gets another', async () => {
    // The workspace is known from the first time that somebody is told something in it.
    await stage.settled(await ask());
    const [workspace] = await stage.stage.house.store.workspaces.live();
    const channels = { alertChannel: undefined, reviewChannel: 'CACCESSREVIEWS' };
    await stage.stage.house.store.workspaces.setChannels(workspace?.id ?? '', channels, []);
    const id = await ask();
    await stage.settled(id);
    expect((await stage.screen.messagesIn('access-reviews')).map(isPressable)).toEqual([true]);
    const [deleted] = (await seen('ada', id)).roots;
    stage.setInstead((method, args) => {
      if (args.get('channel') === 'CACCESSREVIEWS') return { status: 200, body: { ok: false, error: 'is_archived' } };
      if (args.get('thread_ts') === deleted?.ts) return { status: 200, body: { ok: false, error: 'thread_not_found' } };
      const isGone = method === 'chat.update' && args.get('ts') === deleted?.ts;
      return isGone ? { status: 200, body: { ok: false, error: 'message_not_found' } } : undefined;
    });
    valueOf(await remindDeciders(stage.people.deps, stage.people.acting('maya'), id, { clickId: 'remind' }));
    await stage.settled(id);
    const ada = await seen('ada', id);
    expect([ada.roots.length, ada.roots.map(isPressable)]).toEqual([2, [true, true]]);
    expect((await seen('lin', id)).replies).toEqual(['⏳ It still waits for you']);
    valueOf(await stage.people.decide('lin', id, { decision: 'reject', comment: 'no' }));
    await stage.settled(id);
    expect((await seen('maya', id)).replies).toEqual(['⏳ Received', '✕ Rejected by lin']);
    stage.setInstead(() => undefined);
  });

  it('when Leasehold is removed from the workspace and added again, then what waits arrives, and what was over stays over', async () => {
    const [open, decided] = [await ask(), await ask()];
    await Promise.all([open, decided].map(stage.settled));
    const { workspaces } = stage.stage.house.store;
    const [here] = await workspaces.live();
    await workspaces.end(here?.id ?? '', Date.now(), [aFact({ fact: 'workspace.removed' })]);
    const meanwhile = await ask();
    valueOf(await stage.people.decide('ada', decided, { decision: 'reject', comment: 'no' }));
    await Promise.all([meanwhile, decided].map(stage.settled));
    expect((await seen('lin', meanwhile)).roots).toEqual([]);
    const sealedToken = stage.stage.house.keys.seal(TOKEN_SEAL, BOT_TOKEN);
    const added = { ...here, ...aWorkspace({ id: here?.id ?? '', sealedToken }) };
    await workspaces.install(added, [aFact({ fact: 'workspace.installed', subject: `workspace:${here?.id}` })]);
    await Promise.all([open, meanwhile].map(stage.settled));
    expect((await seen('lin', meanwhile)).roots.map(isPressable)).toEqual([true]);
    // The one from before cannot be changed any more: it has another.
    expect((await seen('lin', open)).roots.map(isPressable)).toEqual([true, true]);
    expect((await seen('lin', decided)).roots).toHaveLength(1);
  });

  it('when its token is taken away, then what waits goes out as soon as there is another, and not hours later', async () => {
    const { workspaces } = stage.stage.house.store;
    const [here] = await workspaces.live();
    const refusal = { status: 200, body: { ok: false, error: 'invalid_auth' } };
    let refused = 0;
    stage.setInstead((method) => (method.startsWith('chat.') && ++refused > 0 ? refusal : undefined));
    const ids = [await ask(), await ask()];
    // Both of those who decide, and who asked, of each.
    await until(async () => refused >= 6);
    stage.setInstead(() => undefined);
    const sealedToken = stage.stage.house.keys.seal(TOKEN_SEAL, BOT_TOKEN);
    const added = { ...here, ...aWorkspace({ id: here?.id ?? '', sealedToken }) };
    await workspaces.install(added, [aFact({ fact: 'workspace.installed', subject: `workspace:${here?.id}` })]);
    await Promise.all(ids.map(stage.settled));
    for (const id of ids) {
      expect((await seen('lin', id)).roots.map(isPressable)).toEqual([true]);
      expect((await seen('maya', id)).replies).toEqual(['⏳ Received']);
    }
  });

  it('when a request changes often, then one workflow tells of it, and says so where operators look', async () => {
    const id = await ask();
    await stage.settled(id);
    const handle = stage.stage.house.client.workflow.getHandle(tellWorkflowId(`request:${id}`));
    const { events } = await handle.fetchHistory();
    const tells =
      events?.filter(({ activityTaskScheduledEventAttributes: one }) => (one ?? undefined) !== undefined) ?? [];
    expect(tells.length).toBeLessThanOrEqual(2);
    const { staticSummary } = (await handle.describe()) as unknown as { staticSummary(): Promise<string> };
    expect(await staticSummary()).toBe(`Tells whom it concerns about request:${id}`);
  });
});
