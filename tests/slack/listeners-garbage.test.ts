import { setTimeout as after } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ZodError } from 'zod';
import type { RequestId } from '../../src/domain/ids.ts';
import { ok } from '../../src/domain/errors.ts';
import { DAY } from '../../src/domain/time.ts';
import { ASKING_ORGANISATION } from '../support/asking-world.ts';
import { aChange, anId, anOpenLevel, aRequest } from '../support/builders.ts';
import { slackEars } from '../support/slack-ears.ts';
import { anyText } from './hostile.ts';

const BY = { user: { id: 'UADA', team_id: 'T1' }, team: { id: 'T1' }, trigger_id: 'a trigger' };

type Ears = Awaited<ReturnType<typeof slackEars>>;

/** Maya's, for Ada to decide. */
async function aPending({ api: { deps } }: Ears): Promise<RequestId> {
  const { store } = deps;
  const [maya, ada, app] = await Promise.all([
    store.people.byEmail('maya@example.com'),
    store.people.byEmail('ada@example.com'),
    store.catalog.appBySlug('cloud'),
  ]);
  if (maya === undefined || ada === undefined || app === undefined) throw new Error('the world is not whole');
  const [read] = await store.catalog.entitlementsNamed(app.id, ['read']);
  const now = Date.now();
  const request = aRequest({
    ...{ requesterId: maya.id, beneficiaryId: maya.id, appId: app.id, createdAt: now, asOf: now },
    changes: [aChange({ entitlementId: read?.id ?? anId('entitlement') })],
    levels: [
      anOpenLevel({ approvers: [{ personId: ada.id, because: 'app owner', sources: [{ kind: 'app_owner' }] }] }),
    ],
    clocks: { ...aRequest().clocks, decideBy: now + DAY },
  });
  await store.requests.open(request, []);
  return request.id;
}

const json = fc.jsonValue({ maxDepth: 3 });
const text = fc.oneof(anyText, fc.constantFrom('REQ-7K3F9QAB2M', 'ent_0000000000', '["x"]', '[', 'as_is', '-1', '1e9'));
const actionId = fc.constantFrom(
  ...['request.approve', 'request.reject', 'request.more', 'request.end', 'task.complete', 'holding.extend'],
  ...['holding.end', 'home.page', 'home.ask', 'app', 'person', 'ask.all', 'ask.back.how', 'approvers.app_0000000000'],
  ...['__proto__', 'toString', ''],
);
const callback = fc.constantFrom(
  ...['deed.reject', 'deed.change', 'deed.extend', 'deed.complete', 'deed.__proto__', 'deed.'],
  ...['ask.what', 'ask.like', 'ask.how', 'ask.preview', 'nothing'],
);
const field = fc.constantFrom(
  'things',
  'app',
  'for',
  'person',
  'title',
  'length',
  'from',
  'until',
  'reason',
  'comment',
  'text',
);
const element = fc.oneof(
  text.map((value) => ({ value })),
  text.map((value) => ({ selected_option: { value } })),
  fc.array(text, { maxLength: 3 }).map((all) => ({ selected_options: all.map((value) => ({ value })) })),
  fc.double().map((selected_date_time) => ({ selected_date_time })),
  json,
);
const view = fc.record(
  {
    ...{ id: text, hash: text, type: fc.constantFrom('modal', 'home'), callback_id: callback, private_metadata: text },
    blocks: fc.oneof(fc.constant([]), json),
    state: fc.oneof(fc.record({ values: fc.dictionary(text, fc.dictionary(field, element)) }), json),
  },
  { requiredKeys: ['callback_id'] },
);
const action = fc.record(
  { action_id: actionId, value: fc.oneof(text, json), selected_option: fc.oneof(element, json), action_ts: text },
  { requiredKeys: ['action_id'] },
);
const payload = fc.oneof(
  fc.record(
    { type: fc.constant('block_actions'), actions: fc.tuple(action), view },
    { requiredKeys: ['type', 'actions'] },
  ),
  fc.record({ type: fc.constant('view_submission'), view }),
  fc.record({ type: fc.constant('block_suggestion'), action_id: field, block_id: text, value: text, view }),
);

describe('whatever a payload holds', () => {
  let ears: Ears;
  beforeAll(async () => {
    ears = await slackEars(ASKING_ORGANISATION);
  });
  afterAll(() => ears.close());

  it('is answered, nothing breaks, and nothing comes of it', async () => {
    const id = await aPending(ears);
    const facts = () => ears.api.deps.store.audit.rowsAfter(0, 100);
    const before = (await facts()).length;
    await fc.assert(
      fc.asyncProperty(payload, async (said) => {
        expect(await ears.hear({ ...BY, ...said })).toBeDefined();
        // What is no payload at all is noted, as nobody can be answered.
        const broken = ears.reported.splice(0).filter((error) => !(error instanceof ZodError));
        expect(broken).toEqual([]);
      }),
      { numRuns: 150 },
    );
    expect(await facts()).toHaveLength(before);
    expect(await ears.api.deps.store.requests.byId(id)).toMatchObject({ version: 1, decision: 'none' });
  });

  it('when more is typed than can be read, then that is said, and nothing else', async () => {
    const from = ears.told.length;
    const typed = { command: '/access', team_id: 'T1', user_id: 'UADA', trigger_id: 'a trigger' };
    await ears.hear({ ...typed, text: 'a'.repeat(5000), response_url: ears.answers });
    expect(ears.told.slice(from)).toEqual([expect.stringMatching(/^\/answers .*What you typed cannot be read/)]);
    ears.reported.length = 0;
  });

  it('whoever is nobody here is told what to do, wherever they pressed', async () => {
    const stranger = { ...BY, user: { id: 'UNOBODY' } };
    const from = ears.told.length;
    const pressed = { action_id: 'request.approve', value: 'REQ-7K3F9QAB2M', type: 'button' };
    await ears.hear({ ...stranger, type: 'block_actions', actions: [pressed], response_url: ears.answers });
    await ears.hear({ ...stranger, type: 'block_actions', actions: [pressed], view: { id: 'V1', type: 'home' } });
    const form = { id: 'V1', callback_id: 'deed.reject', private_metadata: 'REQ-7K3F9QAB2M' };
    const answered = await ears.hear({ ...stranger, type: 'view_submission', view: form });
    expect(JSON.stringify(answered)).toContain('You are nobody here');
    const told = ears.told.slice(from).map((one) => one.replace(/ [^]*You are nobody here[^]*/, ': nobody'));
    expect(told).toEqual(['/answers: nobody', '/api/views.publish: nobody']);
  });
});

describe('a form whose answer takes its time', () => {
  let ears: Ears;
  beforeAll(async () => {
    const send = async () => {
      await after(1700);
      return ok({ delivered: 'recorded' } as const);
    };
    ears = await slackEars(ASKING_ORGANISATION, { send });
  });
  afterAll(() => ears.close());

  it('says that it is being sent, and then what came of it', async () => {
    const view = {
      ...{ id: 'V7', type: 'modal', callback_id: 'deed.reject', private_metadata: await aPending(ears) },
      state: { values: { comment: { comment: { type: 'plain_text_input', value: 'no' } } } },
    };
    const began = performance.now();
    const answered = await ears.hear({ ...BY, type: 'view_submission', view });
    expect(JSON.stringify(answered)).toContain('Sending…');
    // Not before Slack has shown that it is being sent: that would stay.
    expect(performance.now() - began).toBeGreaterThan(1500 + 450);
    const updated = ears.told.find((one) => one.startsWith('/api/views.update'));
    expect(updated).toContain('view_id=V7');
    expect(updated).toContain('Recorded; not applied yet');
  });
});
