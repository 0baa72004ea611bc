import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { whyNoStandIn } from '../../src/demo-slack/program.ts';
import type { RequestId } from '../../src/domain/ids.ts';
import { stateOf } from '../../src/domain/request/state.ts';
import { ASKING_ORGANISATION } from '../support/asking-world.ts';
import { aSlackHand, type SlackHand } from '../support/slack-hand.ts';
import { wordsOf } from '../support/slack-form.ts';
import { describeUnless } from '../support/skip.ts';
import { story, untilState } from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';

describeUnless(whyNoStandIn() ?? (await whyNoTemporal()), 'what people press in Slack', () => {
  let hand: SlackHand;
  beforeAll(async () => {
    hand = await aSlackHand(ASKING_ORGANISATION);
  });
  afterAll(() => hand.close());

  const approve = (value: string) => ({ action_id: 'request.approve', value });
  const stored = async (id: RequestId) => {
    const request = await hand.stage.house.store.requests.byId(id);
    if (request === undefined) throw new Error(`there is no ${id}`);
    return request;
  };

  it('approve: at once; the same click again, and others after it, change nothing and are told who decided', async () => {
    const id = await hand.people.asked('maya', 'cloud/read');
    const click = { ...approve(id), action_ts: '1.1' };
    const from = hand.told.length;
    expect(await hand.press('ada', click)).toMatchObject({ status: 200, body: {} });
    expect(await hand.toldNext(from)).toContain('Approved');
    await untilState(hand.stage, { id }, 'active');
    const again = hand.told.length;
    await hand.press('ada', click);
    expect(await hand.toldNext(again)).toContain('Approved');
    const late = hand.told.length;
    await hand.press('ada', approve(id));
    expect(await hand.toldNext(late)).toContain('ada approved this');
    const facts = await story(hand.stage, id);
    expect(facts.filter((fact) => fact === 'request.approved')).toHaveLength(1);
  });

  it('two who press in the same second, and one who presses five times, are one decision', async () => {
    const both = { approvers: ['ada', 'lin'].map((name) => hand.stage.person(name).id) };
    const asked = await hand.people.asked('maya', 'doors/front', both);
    const from = hand.told.length;
    const clicks = ['ada', 'lin', 'ada', 'ada', 'ada', 'ada'].map((by) => hand.press(by, approve(asked)));
    expect((await Promise.all(clicks)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    const said = await hand.toldNext(from, 6);
    const { levels } = await stored(asked);
    expect(levels.flatMap(({ decisions }) => decisions)).toHaveLength(1);
    expect(said.match(/✓ Approved/g)).toHaveLength(1);
    expect(said.match(/(?:ada|lin) approved this/g)?.length).toBe(5);
  });

  it('reject: asks for a comment, and keeps the form where it is refused', async () => {
    const id = await hand.people.asked('maya', 'cloud/write');
    const at = hand.calls.length;
    await hand.press('ada', { action_id: 'request.reject', value: id });
    const form = await hand.shown('views.open', at);
    expect(form).toMatchObject({ callback_id: 'deed.reject', private_metadata: id });
    const answered = await hand.submit('ada', form, { comment: 'Ask *Lin* first <!channel>' });
    expect(answered.body).toMatchObject({ response_action: 'update', view: { title: { text: 'Reject' } } });
    const request = await stored(id);
    expect(stateOf(request)).toBe('rejected');
    expect(request.levels[0]?.decisions[0]).toMatchObject({
      comment: 'Ask *Lin* first <!channel>',
      assurance: 'slack_bound',
    });
    const late = await hand.submit('ada', form, { comment: 'again' });
    expect(wordsOf(late.body)).toContain('ada rejected this');
  });

  it('another length: over the limit it is refused at its field; within, it is given', async () => {
    const id = await hand.people.asked('maya', 'cloud/one');
    const at = hand.calls.length;
    const menu = { type: 'overflow', action_id: 'request.more', selected_option: { value: `change:${id}` } };
    await hand.press('ada', menu);
    const form = await hand.shown('views.open', at);
    const over = await hand.submit('ada', form, { length: 'P90D' });
    expect(over.body).toMatchObject({
      response_action: 'errors',
      errors: { length: expect.stringContaining('30 days') },
    });
    const endAt = Math.floor(Date.now() / 1000) + 7200;
    const given = await hand.submit('ada', form, { until: String(endAt), comment: 'two hours will do' });
    expect(wordsOf(given.body)).toContain('✓ Approved');
    expect((await stored(id)).lease.granted).toMatchObject({ kind: 'between', endAt: endAt * 1000 });
  });

  it('a question and its answer, a reminder, a cancellation, each by whom it is for', async () => {
    const id = await hand.people.asked('maya', 'cloud/two');
    const shown: string[] = [];
    const ask = async (by: string, action: object, typed: { readonly [field: string]: string }) => {
      const at = hand.calls.length;
      await hand.press(by, action);
      const form = await hand.shown('views.open', at);
      shown.push(wordsOf(form));
      return hand.submit(by, form, typed);
    };
    const question = { type: 'overflow', action_id: 'request.more', selected_option: { value: `question:${id}` } };
    expect(wordsOf((await ask('ada', question, { text: 'For what?' })).body)).toContain('Asked');
    expect(
      wordsOf((await ask('maya', { action_id: 'request.answer', value: id }, { text: 'For that' })).body),
    ).toContain('Answered');
    expect(shown[1]).toContain('> For what?');
    expect((await stored(id)).thread.map(({ text }) => text)).toEqual(['For what?', 'For that']);
    const from = hand.told.length;
    await hand.press('maya', { action_id: 'request.remind', value: id });
    expect(await hand.toldNext(from)).toMatch(/Reminded|again/);
    const last = hand.told.length;
    await hand.press('maya', { action_id: 'request.cancel', value: id });
    expect(await hand.toldNext(last)).toContain('Cancelled');
    await untilState(hand.stage, { id }, 'cancelled');
  });

  it('whose it is not, is told so, and nothing changes', async () => {
    const id = await hand.people.asked('maya', 'cloud/twice');
    const from = hand.told.length;
    await hand.press('sam', approve(id));
    expect(await hand.toldNext(from)).toContain('There is no such request');
    const own = hand.told.length;
    await hand.press('maya', approve(id));
    expect(await hand.toldNext(own)).toContain('Nobody decides a request of their own');
    for (const value of ['', 'REQ-0000000000', `${id}'`, 'per_ADA', '../..']) {
      const at = hand.told.length;
      await hand.press('ada', approve(value));
      expect(await hand.toldNext(at)).toContain('There is no such request');
    }
    const unknown = hand.told.length;
    await hand.press('ada', { action_id: 'request.delete', value: id });
    expect(await hand.toldNext(unknown)).toContain('not one of ours');
    expect(stateOf(await stored(id))).toBe('pending_approval');
  });

  it('others see who is looking; what needs no other try is not tried again', async () => {
    const id = await hand.people.asked('maya', 'cloud/pay');
    const looking = { type: 'overflow', action_id: 'request.more', selected_option: { value: `looking:${id}` } };
    const from = hand.told.length;
    await hand.press('ada', looking);
    expect(await hand.toldNext(from)).toContain('The others see that you are looking');
    const ada = hand.stage.person('ada').id;
    expect(await hand.stage.house.store.desk.lookingAt(id)).toMatchObject({ personId: ada });
    await hand.press('maya', { action_id: 'request.retry', value: id });
    expect(await hand.toldNext(from + 1)).toContain('Nothing of it is waiting to be tried again');
    for (const selected_option of [{ value: `details:${id}` }, { value: 'change:REQ' }])
      await hand.press('ada', { ...looking, selected_option });
    expect(await hand.toldNext(from + 2)).toContain('There is no such request');
  });

  describe('what is of high risk', () => {
    let id: RequestId;
    beforeAll(async () => {
      const { id: entitlementId } = hand.stage.entitlement('books/people');
      const change = { op: 'add', entitlementId, level: undefined, fields: { ticket: 'T1' } } as const;
      id = await hand.people.asked('maya', 'books/people', { changes: [change], reasonCode: 'audit' });
    });

    it('is approved by a link, for the one who pressed alone', async () => {
      const from = hand.told.length;
      await hand.press('ada', approve(id));
      expect(await hand.toldNext(from)).toMatch(/sign in afresh.*\/decide\//);
      expect(stateOf(await stored(id))).toBe('pending_approval');
    });

    it('on Home too, where no message keeps the link', async () => {
      const at = hand.calls.length;
      await hand.press('ada', approve(id), { view: { id: 'V1', type: 'home', private_metadata: '1' } });
      expect(wordsOf(await hand.shown('views.open', at))).toContain('/decide/');
      expect(hand.calls.slice(at).filter(({ method }) => method === 'chat.postMessage')).toEqual([]);
    });
  });
});
