import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { whyNoStandIn } from '../../src/demo-slack/program.ts';
import type { RequestId } from '../../src/domain/ids.ts';
import {
  anAppEntry,
  anEntitlementEntry,
  anOrganisation,
  aPersonEntry,
  aRequest,
  aSimpleFlow,
  NOW,
} from '../support/builders.ts';
import { aSlackHand, type SlackHand } from '../support/slack-hand.ts';
import { type SentForm, wordsOf } from '../support/slack-form.ts';
import { describeUnless } from '../support/skip.ts';
import { stored, until, untilState } from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';

const people = ['ada', 'maya', 'sam'].map((name) => aPersonEntry({ email: `${name}@example.com`, name }));
const owners = ['ada@example.com'];
const base = anOrganisation();
const ORGANISATION = anOrganisation({
  policy: { ...base.policy, flows: [aSimpleFlow({ kind: 'app_owner' })] },
  people,
  apps: [
    anAppEntry({
      slug: 'cloud',
      name: 'Cloud',
      owners,
      entitlements: ['read', 'write'].map((slug) => anEntitlementEntry({ slug })),
    }),
    anAppEntry({
      ...{ slug: 'safe', name: 'Safe', owners, connector: 'manual' },
      entitlements: [
        anEntitlementEntry({ slug: 'key', name: 'Key' }),
        anEntitlementEntry({ slug: 'lid', name: 'Lid' }),
      ],
    }),
  ],
});

describeUnless(whyNoStandIn() ?? (await whyNoTemporal()), 'Home in Slack', () => {
  let hand: SlackHand;
  beforeAll(async () => {
    hand = await aSlackHand(ORGANISATION);
  });
  afterAll(() => hand.close());

  async function home(by: string): Promise<SentForm> {
    const from = hand.calls.length;
    await hand.openHome(by);
    return hand.shown('views.publish', from, by);
  }

  const onHome = (view: SentForm) => ({ view: { ...hand.viewOf(view), type: 'home' } });

  async function pressHome(by: string, action_id: string, value: string): Promise<SentForm> {
    const view = await home(by);
    const from = hand.calls.length;
    await hand.press(by, { action_id, value }, onHome(view));
    return hand.shown('views.publish', from, by);
  }

  /** Fills in the form that pressing this opens. */
  async function filled(
    by: string,
    action: object,
    typed: { readonly [field: string]: string },
    on?: { view: object },
  ) {
    const from = hand.calls.length;
    await hand.press(by, action, on);
    return hand.submit(by, await hand.shown('views.open', from), typed);
  }

  const given = async (path: string): Promise<RequestId> => {
    const id = await hand.people.asked('maya', path);
    await hand.people.decide('ada', id);
    await untilState(hand.stage, { id }, 'active');
    return id;
  };

  it('says what waits, lets it be decided there, and says what came of it', async () => {
    const id = await hand.people.asked('maya', 'cloud/read');
    expect(wordsOf(await home('ada'))).toContain('Waiting for your decision');
    expect(wordsOf(await home('maya'))).toContain('Your open requests');
    const after = await pressHome('ada', 'request.approve', id);
    expect(wordsOf(after)).toContain('✓ Approved.');
    expect(wordsOf(after)).not.toContain('Waiting for your decision');
    await untilState(hand.stage, { id }, 'active');
    const late = await pressHome('ada', 'request.approve', id);
    expect(wordsOf(late)).toContain('ada approved this');
    expect(wordsOf(await home('maya'))).toContain('Your access');
  });

  it('shows what is open for long, however much was asked since and is over', async () => {
    const { requests } = hand.stage.house.store;
    const about = { requesterId: hand.stage.person('maya').id, appId: hand.stage.app('safe').id };
    const open = aRequest({ ...about, createdAt: NOW });
    await requests.record(open, []);
    for (let i = 1; i <= 201; i++) {
      const over = { createdAt: NOW + i, decision: 'rejected', closing: 'rejected' } as const;
      await requests.record(aRequest({ ...about, ...over }), []);
    }
    expect(wordsOf(await home('maya'))).toContain(open.id);
    await requests.record({ ...open, version: 2, closing: 'cancelled' }, []);
    expect(wordsOf(await home('maya'))).not.toContain(open.id);
  });

  it('extends and ends what is held', async () => {
    const view = await home('maya');
    const value = /hol_[0-9A-Z]{10}/.exec(wordsOf(view))?.[0] ?? '';
    const none = await filled('maya', { action_id: 'holding.extend', value }, {}, onHome(view));
    expect(none.body.errors).toEqual({ length: 'Choose how much longer.' });
    const longer = await filled(
      'maya',
      { action_id: 'holding.extend', value },
      { length: 'PT8H', reason: 'more' },
      onHome(view),
    );
    expect(wordsOf(longer.body)).toMatch(/Asked for: REQ-/);
    const theirs = await pressHome('sam', 'holding.end', value);
    expect(wordsOf(theirs)).toContain('There is no such holding');
    const ended = await pressHome('maya', 'holding.end', value);
    expect(wordsOf(ended)).toContain('it is being taken back');
    await until(async () => !wordsOf(await home('maya')).includes(value));
  });

  it('tasks are closed with a remark, or passed on with a reason', async () => {
    const id = await hand.people.asked('maya', ['safe/key', 'safe/lid']);
    await hand.people.decide('ada', id);
    const tasks = () =>
      hand.stage.house.store.work.taskPage({ states: ['open'], viewer: undefined, after: undefined, limit: 9 });
    await until(async () => (await tasks()).length === 2);
    const [one, other] = await tasks();
    const done = await filled('ada', { action_id: 'task.complete', value: one?.id }, { comment: 'as usual' });
    expect(wordsOf(done.body)).toContain('✓ Done');
    const refused = await filled('ada', { action_id: 'task.refuse', value: other?.id }, { reason: 'No lid left' });
    expect(wordsOf(refused.body)).toContain('Noted');
    const found = hand.told.length;
    await hand.press('ada', { action_id: 'task.complete', value: one?.id });
    expect(await hand.toldNext(found)).toMatch(/already|completed|closed/i);
    await hand.press('sam', { action_id: 'task.complete', value: one?.id });
    expect(await hand.toldNext(found + 1)).toContain('There is no such task');
    await until(async () => (await stored(hand.stage, id)).changes.some(({ state }) => state === 'given'));
  });

  it('without a worker it is recorded, is said to be, and takes effect once', async () => {
    const id = await given('cloud/write');
    await hand.stage.house.stopWorkers();
    const from = hand.calls.length;
    await hand.press('maya', { action_id: 'request.extend', value: id });
    const form = await hand.shown('views.open', from);
    const answered = await hand.submit('maya', form, { length: 'PT8H', reason: 'more' });
    expect(wordsOf(answered.body)).toContain('Recorded; not applied yet');
    const told = hand.told.length;
    await hand.press('maya', { action_id: 'request.end', value: id });
    expect(await hand.toldNext(told)).toContain('Recorded; not applied yet');
    await hand.stage.house.startWorkers();
    await untilState(hand.stage, { id }, 'ended');
  });
});
