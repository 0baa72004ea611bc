import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { App } from '../../src/domain/catalog/app.ts';
import type { Entitlement } from '../../src/domain/catalog/entitlement.ts';
import type { Surface } from '../../src/slack/blocks/surfaces.ts';
import { named } from '../../src/slack/views/asking/badge.ts';
import { type AppThings, howView } from '../../src/slack/views/asking/how.view.ts';
import { likeView } from '../../src/slack/views/asking/like.view.ts';
import { fieldOf } from '../../src/slack/views/asking/names.ts';
import { previewView } from '../../src/slack/views/asking/preview.view.ts';
import { whatView } from '../../src/slack/views/asking/what.view.ts';
import { DEED_FORMS, type DeedFormName } from '../../src/slack/views/deed-forms.ts';
import { deedView } from '../../src/slack/views/deed.view.ts';
import { helpText } from '../../src/slack/views/help.ts';
import { outcomeView, sendingView } from '../../src/slack/views/outcome.view.ts';
import { escape } from '../../src/slack/blocks/escape.ts';
import { sentence } from '../../src/slack/cards/say-request.ts';
import type { ForeseenWish } from '../../src/use-cases/foresee.ts';
import { anId, aPerson, NOW } from '../support/builders.ts';
import { anApp, anEntitlement } from '../support/ledger.ts';
import { anyText, HOSTILE } from './hostile.ts';
import { expectSafe } from './safe.ts';
import { maysRequest, SEEN } from './scenes.ts';

const APP_ID = anId('app');
const many = (count: number) => Array.from({ length: count }, () => anId('entitlement'));
const IDS = many(500);

function appSaying(text: string): App {
  const app = anApp({ id: APP_ID, name: text });
  const reason = { list: [{ code: text, text }], freeText: 'required' } as const;
  return { ...app, settings: { ...app.settings, reason, breakGlass: { maximum: 'PT4H' } } };
}

function thingsSaying(text: string, count: number, app: App): AppThings['things'] {
  const fields: Entitlement['fields'] = [
    { name: 'a', title: text, type: 'string', required: true, options: [text, `${text}!`] },
    { name: 'b', title: text, type: 'boolean', required: false },
    { name: 'c', title: text, type: 'string', required: false, maxLength: 40 },
  ];
  return IDS.slice(0, count).map((id, at) => ({
    app,
    entitlement: anEntitlement({ id, appId: APP_ID, name: text, levels: [text, `${text}2`], fields }),
    held: at % 2 === 0 ? undefined : { level: text, fields: {}, until: NOW, lease: 'REQ-7K3F9QAB2M' },
    pending: at % 3 === 0 ? 'REQ-7K3F9QAB2M' : undefined,
    mayBeAsked: true,
  }));
}

function everyView(text: string, count: number): readonly Surface[] {
  const app = appSaying(text);
  const things = thingsSaying(text, count, app);
  const options = things.map(({ entitlement }) => named(text, entitlement.id, text));
  const chosen = options[0];
  const [draft, typed] = ['a draft', { reason: text, length: text, from: text, [fieldOf.code(APP_ID)]: '0' }];
  const some = { options: options.slice(0, 100), isMore: false, chosen };
  const refusal = escape(text);
  const foreseen = (isPrepared: boolean): ForeseenWish => {
    const request = { ...maysRequest(), reason: text };
    const names = Object.fromEntries(Object.keys(request.names).map((id) => [id, text]));
    const conflicts = [{ name: text, because: text, effect: 'flag' }] as never;
    const prepared = { request: { ...request, names }, notified: 2, conflicts, hash: 'h'.repeat(64) };
    return {
      prepared: isPrepared ? ({ ...prepared, leaseNotice: undefined, extending: undefined } as never) : undefined,
      problem: isPrepared ? undefined : { code: 'malformed', detail: text },
      endsAt: NOW,
      choices: [aPerson({ name: text, title: text })],
    };
  };
  const deeds = Object.keys(DEED_FORMS) as DeedFormName[];
  return [
    ...deeds.map((name) =>
      deedView(name, {
        id: 'REQ-7K3F9QAB2M',
        about: sentence(maysRequest(), 'UTC'),
        refusal,
        typed: { comment: text, ...typed, text },
      }),
    ),
    whatView({
      draft,
      people: some,
      apps: some,
      things: { ...some, app: APP_ID, chosen: options.slice(0, 9) },
      refusal,
    }),
    whatView({
      draft,
      people: undefined,
      apps: { ...some, options: [], isMore: true },
      things: undefined,
      note: refusal,
    }),
    likeView({
      draft,
      kind: 'person',
      models: some,
      theirs: { scope: 'x', options: some.options, chosen: options.slice(0, 50), all: count },
      refusal,
    }),
    likeView({
      draft,
      kind: 'title',
      models: { ...some, chosen: named(text, text) },
      theirs: { scope: 'x', options: [], chosen: [], all: 0 },
    }),
    howView({ draft, apps: [{ app, things: things.slice(0, 50) }], typed, zone: 'UTC', refusal }),
    previewView(
      {
        draft,
        apps: [
          { app, ...foreseen(true) },
          { app, ...foreseen(false) },
        ],
        typed,
        refusal,
      },
      SEEN,
    ),
    outcomeView('Approve', { said: refusal, onward: { label: 'Sign in', url: 'https://access.example/decide/x' } }),
    outcomeView('Help', { said: helpText(text) }),
    sendingView('Approve'),
  ];
}

describe('whatever people write', () => {
  it.each(HOSTILE.map((text) => [text.slice(0, 40), text]))('such as %j, every form of it is taken', (_, text) => {
    for (const count of [11, 500]) everyView(text, count).forEach(expectSafe);
  });

  it('no form of it says more than we do, nor more than Slack takes', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(1, 9), (text, count) => everyView(text, count).forEach(expectSafe)),
      { numRuns: 15 },
    );
  });
});

describe('a form', () => {
  it('keeps what was typed when it is shown again', () => {
    const shown = deedView('reject', {
      id: 'REQ-7K3F9QAB2M',
      about: 'It',
      typed: { comment: 'Not now' },
      refusal: 'No.',
    });
    expect(JSON.stringify(shown)).toContain('"initial_value":"Not now"');
    expect(shown.private_metadata).toBe('REQ-7K3F9QAB2M');
  });

  it('offers few things as boxes, many as a menu, and more than a menu holds as a search', () => {
    const app = appSaying('An app');
    const kinds = [10, 11, 100, 101].map((count) => {
      const options = thingsSaying('Thing', count, app).map(({ entitlement }) => named('Thing', entitlement.id));
      const isMore = count > 100;
      const things = { options: isMore ? [] : options, isMore, app: APP_ID, chosen: [] };
      const none = { options: [], isMore: true, chosen: undefined };
      const view = whatView({
        draft: 'd',
        people: undefined,
        apps: none,
        things: isMore ? { ...things, options: [] } : things,
      });
      return view.blocks
        .flatMap((block) => (block.type === 'input' && block.block_id !== 'app' ? [block.element.type] : []))
        .at(-1);
    });
    expect(kinds.slice(0, 3)).toEqual(['checkboxes', 'multi_static_select', 'multi_static_select']);
    expect(kinds[3]).toBe('multi_external_select');
  });
});
