import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { whyNoStandIn } from '../../src/demo-slack/program.ts';
import type { RequestId } from '../../src/domain/ids.ts';
import { ASKING_ORGANISATION } from '../support/asking-world.ts';
import { type Answered, aSlackHand, type SlackHand } from '../support/slack-hand.ts';
import { fieldsOf, optionsOf, type SentForm, wordsOf } from '../support/slack-form.ts';
import { describeUnless } from '../support/skip.ts';
import { until, untilState } from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';

function viewIn({ body }: Answered): SentForm {
  if (body.view === undefined) throw new Error(`there is no form in ${JSON.stringify(body)}`);
  return body.view;
}

describeUnless(whyNoStandIn() ?? (await whyNoTemporal()), 'asking in Slack', () => {
  let hand: SlackHand;
  beforeAll(async () => {
    hand = await aSlackHand(ASKING_ORGANISATION);
  });
  afterAll(() => hand.close());

  async function opened(by: string, text = ''): Promise<SentForm> {
    const from = hand.calls.length;
    await hand.command(by, text);
    return hand.shown('views.open', from);
  }

  const chosen = async (by: string, app: string, ...names: readonly string[]): Promise<SentForm> => {
    const what = await opened(by, app);
    const offered = optionsOf(what, 'things');
    return viewIn(await hand.submit(by, what, { things: names.map((name) => offered[name]).join(' ') }));
  };

  const moved = async (by: string, form: SentForm, action: object, filled = {}): Promise<SentForm> => {
    const from = hand.calls.length;
    await hand.press(by, action, { view: { ...hand.viewOf(form, filled), type: 'modal' } });
    return hand.shown('views.update', from);
  };

  it('goes from what to how to what it comes to, and what was shown is submitted', async () => {
    const how = await chosen('maya', 'Production cloud', 'To read', 'To write');
    expect(fieldsOf(how)).toEqual(expect.arrayContaining(['length', 'from', 'until', 'reason']));
    const preview = viewIn(await hand.submit('maya', how, { length: 'P90D', reason: 'Because <!here>' }));
    expect(wordsOf(preview)).toMatch(/Goes to .*ada \(because: app owner\)/);
    expect(wordsOf(preview)).toContain('Over the maximum of 30 days: capped.');
    expect(wordsOf(preview)).toContain('&lt;!here&gt;');
    const sent = await hand.submit('maya', preview);
    const [id] = /REQ-[0-9A-Z]{10}/.exec(wordsOf(sent.body)) ?? [];
    const request = await hand.stage.house.store.requests.byId(id as RequestId);
    expect(request).toMatchObject({ reason: 'Because <!here>', lease: { granted: { length: 'P30D' } } });
    expect(request?.changes).toHaveLength(2);
    const again = await hand.submit('maya', preview);
    expect(wordsOf(again.body)).toContain(id);
    const opened = await hand.stage.house.store.audit.rowsAfter(0, 1000);
    expect(opened.filter(({ fact, subject }) => fact === 'request.opened' && subject === `request:${id}`)).toHaveLength(
      1,
    );
  });

  it('going back keeps what was typed', async () => {
    const how = await chosen('maya', 'cloud', 'Deploy');
    const preview = viewIn(await hand.submit('maya', how, { reason: 'The reason', length: 'PT8H' }));
    const back = await moved('maya', preview, { action_id: 'ask.back.how' });
    expect(wordsOf(back)).toContain('"initial_value":"The reason"');
    expect(wordsOf(back)).toContain('"value":"PT8H"');
    const first = await moved('maya', back, { action_id: 'ask.back.what' });
    expect(wordsOf(first)).toContain('"initial_options"');
  });

  it('levels, extra fields and reasons are asked for, and refused at their fields', async () => {
    const how = await chosen('maya', 'books', 'Names of people');
    const fields = fieldsOf(how);
    const ticket = fields.find((field) => /^extra\..*\.0$/.test(field)) ?? '';
    const rows = fields.find((field) => /^extra\..*\.1$/.test(field)) ?? '';
    const missing = await hand.submit('maya', how, { [rows]: 'many', [ticket]: 'T1', reason: 'for it' });
    expect(missing.body.errors).toEqual({ [rows]: 'How many rows must be a number.' });
    const none = await hand.submit('maya', how, { [ticket]: 'T1', reason: ' ' });
    expect(none.body.errors).toEqual({ reason: 'Say why: those who decide need it.' });
    const preview = viewIn(await hand.submit('maya', how, { [ticket]: 'T1', [rows]: '3', reason: 'for it' }));
    expect(wordsOf(preview)).toContain('high risk');
  });

  it('who decides is chosen in the preview, which then shows it', async () => {
    const how = await chosen('maya', 'doors', 'Front door');
    const preview = viewIn(await hand.submit('maya', how, { reason: 'To get in', length: 'PT8H' }));
    const field = fieldsOf(preview).find((one) => one.startsWith('approvers.')) ?? '';
    const unchosen = await hand.submit('maya', preview);
    expect(wordsOf(unchosen.body)).toContain('Choose');
    const lin = optionsOf(preview, field)['lin'] ?? '';
    const action = { type: 'multi_static_select', action_id: field, selected_options: [{ value: lin }] };
    const picked = await moved('maya', preview, action, { [field]: lin });
    expect(wordsOf(picked)).toMatch(/Goes to .*lin/);
    const sent = await hand.submit('maya', picked, { [field]: lin });
    expect(wordsOf(sent.body)).toMatch(/REQ-[0-9A-Z]{10}/);
  });

  it('an app is found by nearly its name; several are to choose from', async () => {
    expect(wordsOf(await opened('maya', 'boks'))).toContain('"text":"Book"');
    const several = await opened('maya', 'oo');
    expect(wordsOf(several)).toContain('Which one do you mean');
    expect(Object.keys(optionsOf(several, 'app'))).toEqual(['Books', 'Doors']);
    expect(wordsOf(await opened('maya', 'zzzz'))).toContain('No app is called');
    const from = hand.told.length;
    await hand.command('maya', 'help');
    expect(await hand.toldNext(from)).toContain('asks for access');
  });

  it('managers ask for their reports, admins for anyone, and nobody for others', async () => {
    expect(fieldsOf(await opened('maya'))).not.toContain('for');
    const form = await opened('noor', 'cloud');
    expect(Object.keys(optionsOf(form, 'for'))).toEqual(['noor', 'maya', 'sam']);
    const found = await hand.search('root', 'for', 'sa', await opened('root'));
    expect(found.body.options?.map(({ text }) => text.text)).toEqual(['root', 'sam']);
    const things = optionsOf(form, 'things')['To pay'] ?? '';
    const ada = hand.stage.person('ada').id;
    const refused = await hand.submit('noor', form, { for: ada, things });
    expect(wordsOf(refused.body)).toContain('There is nobody by that whom you can ask for');
    const how = viewIn(await hand.submit('noor', form, { for: hand.stage.person('sam').id, things }));
    const preview = viewIn(await hand.submit('noor', how, { reason: 'Sam needs it' }));
    expect(wordsOf(preview)).toContain('for sam');
  });

  it('access like a person: all of it at once, one request for each app', async () => {
    for (const path of ['cloud/one', 'books/book']) {
      const id = await hand.people.asked('sam', path);
      await hand.people.decide('ada', id);
      await untilState(hand.stage, { id }, 'active');
    }
    const like = await moved('maya', await opened('maya'), { action_id: 'ask.to.person' });
    const sam = hand.stage.person('sam').id;
    const theirs = await moved('maya', like, { action_id: 'person', selected_option: { value: sam } }, { person: sam });
    expect(Object.keys(optionsOf(theirs, 'things'))).toEqual(['Book · Books', 'To one · Production cloud']);
    const all = await moved('maya', theirs, { action_id: 'ask.all' }, { person: sam });
    const [first = ''] = Object.values(optionsOf(all, 'things'));
    const one = viewIn(await hand.submit('maya', all, { things: first }));
    const back = await moved('maya', one, { action_id: 'ask.back.what' });
    expect(back.blocks.flatMap(({ element }) => element?.initial_options ?? []).map(({ value }) => value)).toEqual([
      first,
    ]);
    const allAgain = await moved('maya', back, { action_id: 'ask.all' }, { person: sam });
    const how = viewIn(await hand.submit('maya', allAgain));
    const preview = viewIn(await hand.submit('maya', how, { reason: 'The same work', length: 'PT8H' }));
    const sent = await hand.submit('maya', preview);
    expect(new Set(wordsOf(sent.body).match(/REQ-[0-9A-Z]{10}/g)).size).toBe(2);
    const title = await moved('maya', like, { action_id: 'ask.to.title' });
    const nurses = await moved(
      'maya',
      title,
      { action_id: 'title', selected_option: { value: 'Nurse' } },
      { title: 'Nurse' },
    );
    expect(wordsOf(nurses)).toContain('1 of 1 with this title has this');
  });

  it('access like a job title: all of it; and choosing oneself goes on where it was left', async () => {
    const title = { title: 'Nurse' };
    const what = await opened('noor', 'doors');
    const like = await moved('noor', what, { action_id: 'ask.to.title' });
    expect(Object.keys(optionsOf(like, 'title'))).toContain('Nurse');
    const theirs = await moved('noor', like, { action_id: 'title', selected_option: { value: 'Nurse' } }, title);
    expect(fieldsOf(theirs)).toEqual(['title', 'things']);
    const all = await moved('noor', theirs, { action_id: 'ask.all' }, title);
    const ticked = all.blocks.flatMap(({ element }) => element?.initial_options ?? []);
    expect(ticked.map(({ text }) => text?.text)).toEqual(Object.keys(optionsOf(all, 'things')));
    const custom = await moved('noor', all, { action_id: 'ask.to.custom' }, title);
    expect(custom.blocks.map(({ element }) => element?.initial_option?.text?.text)).toContain('Doors');
    const how = viewIn(await hand.submit('noor', all, title));
    const preview = viewIn(await hand.submit('noor', how, { reason: 'The same work', length: 'PT8H' }));
    expect(wordsOf(preview)).toMatch(/Book.*To one/s);
    const sent = await hand.submit('noor', preview);
    expect(new Set(wordsOf(sent.body).match(/REQ-[0-9A-Z]{10}/g)).size).toBe(2);
  });

  it('an emergency is given at once, and said to be reviewed', async () => {
    const how = await chosen('maya', 'cloud', 'Deploy');
    const emergency = fieldsOf(how).find((field) => field.startsWith('emergency.')) ?? '';
    const preview = viewIn(await hand.submit('maya', how, { [emergency]: 'on', reason: 'It is down', length: 'PT1H' }));
    expect(wordsOf(preview)).toContain('Goes to nobody first: it is given at once, and reviewed afterwards');
  });

  it('a form that shows something newer by now is made of what was chosen last', async () => {
    const what = await opened('maya');
    const books = hand.stage.app('books').id;
    const action = { action_id: 'app', selected_option: { value: books } };
    const from = hand.calls.length;
    hand.answerOnce('views.update', { ok: false, error: 'hash_conflict' });
    await hand.press('maya', action, { view: { ...hand.viewOf(what, { app: books }), type: 'modal' } });
    await until(() =>
      Promise.resolve(hand.calls.slice(from).filter(({ method }) => method === 'views.update').length === 2),
    );
    const last = hand.calls.slice(from).findLast(({ method }) => method === 'views.update');
    expect([last?.args.get('hash'), last?.args.get('view')]).toEqual([
      null,
      expect.stringContaining('Names of people'),
    ]);
    expect(hand.reported).toEqual([]);
  });

  it('what one has is badged, and somebody else’s draft is nobody’s', async () => {
    const form = await opened('sam', 'cloud');
    expect(wordsOf(form)).toContain('Has access until');
    expect(wordsOf(await opened('maya', 'cloud'))).toContain('Pending');
    const how = await chosen('maya', 'cloud', 'To pay');
    const stolen = await hand.submit('sam', how, { reason: 'Theirs' });
    expect(wordsOf(stolen.body)).not.toContain('To pay');
    const found = await hand.search('maya', 'things', 're', form, `things.${hand.stage.app('cloud').id}`);
    expect(found.body.options?.map(({ text }) => text.text)).toEqual(['To read']);
  });

  it('what one has can be given up, which asks nobody', async () => {
    const how = await chosen('sam', 'cloud', 'To one');
    const op = fieldsOf(how).find((field) => field.startsWith('op.')) ?? '';
    expect(Object.keys(optionsOf(how, op))).toEqual(['A later end', 'Give it up']);
    const preview = viewIn(await hand.submit('sam', how, { [op]: 'remove', reason: '' }));
    expect(wordsOf(preview)).toContain('Goes to nobody');
    const sent = await hand.submit('sam', preview);
    const [id] = /REQ-[0-9A-Z]{10}/.exec(wordsOf(sent.body)) ?? [];
    await untilState(hand.stage, { id: id as RequestId }, 'ended');
  });
});
