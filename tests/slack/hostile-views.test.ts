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
import type { Prepared } from '../../src/use-cases/prepare/prepare-request.ts';
import { anId, aPerson, NOW } from '../support/builders.ts';
import { anApp, anEntitlement } from '../support/ledger.ts';
import { anyText, HOSTILE } from './hostile.ts';
import { unsafeIn } from './safe.ts';
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
  const refusal = escape(text);
  return [
    ...deedForms(text),
    ...askingForms(text, count),
    outcomeView('Approve', { said: refusal, onward: { label: 'Sign in', url: 'https://access.example/decide/x' } }),
    outcomeView('Help', { said: helpText(text) }),
    sendingView('Approve'),
  ];
}

function typedAs(text: string) {
  return { reason: text, length: text, from: text, comment: text, text, [fieldOf.code(APP_ID)]: '0' };
}

function deedForms(text: string): readonly Surface[] {
  const about = sentence(maysRequest(), 'UTC');
  const names = Object.keys(DEED_FORMS) as DeedFormName[];
  const shown = { id: 'REQ-7K3F9QAB2M', about, refusal: escape(text), typed: typedAs(text) };
  return names.map((name) => deedView(name, shown));
}

function askingForms(text: string, count: number): readonly Surface[] {
  const app = appSaying(text);
  const things = thingsSaying(text, count, app);
  const options = things.map(({ entitlement }) => named(text, entitlement.id, text));
  const shown = { draft: 'a draft', refusal: escape(text) };
  const some = { options: options.slice(0, 100), isMore: false, chosen: options[0] };
  const searched = { ...some, options: [], isMore: true };
  const theirs = { scope: 'x', options: some.options, chosen: options.slice(0, 50), all: count };
  const typed = typedAs(text);
  const apps = [true, false].map((isPrepared) => ({ app, ...foreseen(text, isPrepared) }));
  return [
    whatView({ ...shown, people: some, apps: some, things: { ...some, app: APP_ID, chosen: options.slice(0, 9) } }),
    whatView({ ...shown, people: undefined, apps: searched, things: undefined, note: shown.refusal }),
    likeView({ ...shown, kind: 'person', models: some, theirs }),
    likeView({ ...shown, kind: 'title', models: searched, theirs: { ...theirs, options: [], chosen: [] } }),
    howView({ ...shown, apps: [{ app, things: things.slice(0, 50) }], typed, zone: 'UTC' }),
    previewView({ ...shown, apps, typed }, SEEN),
  ];
}

function foreseen(text: string, isPrepared: boolean): ForeseenWish {
  const request = { ...maysRequest(), reason: text };
  const names = Object.fromEntries(Object.keys(request.names).map((id) => [id, text]));
  const conflicts = [{ name: text, because: text, effect: 'flag' }];
  const known = { request: { ...request, names }, notified: 2, conflicts, hash: 'h'.repeat(64) };
  const prepared = { ...known, leaseNotice: undefined, extending: undefined } as unknown as Prepared;
  return {
    prepared: isPrepared ? prepared : undefined,
    problem: isPrepared ? undefined : { code: 'malformed', detail: text },
    ...{ endsAt: NOW, choices: [aPerson({ name: text, title: text })] },
  };
}

describe('whatever people write', () => {
  it.each(HOSTILE.map((text) => [text.slice(0, 40), text]))('such as %j, every form of it is taken', (_, text) => {
    for (const count of [11, 500]) expect(everyView(text, count).flatMap(unsafeIn)).toEqual([]);
  });

  it('no form of it says more than we do, nor more than Slack takes', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(1, 9), (text, count) => {
        expect(everyView(text, count).flatMap(unsafeIn)).toEqual([]);
      }),
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
