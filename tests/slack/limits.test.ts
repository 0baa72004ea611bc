import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type AnyBlock, actions, context, divider, header, input, section } from '../../src/slack/blocks/blocks.ts';
import {
  button,
  checkboxes,
  datePicker,
  dateTimePicker,
  externalSelect,
  linkButton,
  multiExternalSelect,
  multiStaticSelect,
  option,
  overflow,
  plainTextInput,
  staticSelect,
  timePicker,
} from '../../src/slack/blocks/elements.ts';
import { escape } from '../../src/slack/blocks/escape.ts';
import { home, message, modal, type Surface } from '../../src/slack/blocks/surfaces.ts';
import { cutMarkup } from '../../src/slack/limits/cut.ts';
import { guard } from '../../src/slack/limits/guard.ts';
import { validate } from '../../src/slack/limits/validate.ts';
import { anyText } from './hostile.ts';

const URL = 'https://access.example';
const id = fc.oneof(fc.constantFrom('approve', 'reject', '', 'x'.repeat(256)), fc.string({ maxLength: 9 }));
const anOption = fc.tuple(anyText, id).map(([label, value]) => option(label, value, { description: label }));
const options = fc.array(anOption, { maxLength: 120 });
const anElement = fc.oneof(
  fc.tuple(anyText, id, id).map(([label, action, value]) => button(label, action, value)),
  fc.tuple(anyText, id).map(([label, action]) => linkButton(label, action, label)),
  fc.tuple(id, options).map(([action, choices]) => overflow(action, choices)),
  fc
    .tuple(id, options, anOption)
    .map(([action, choices, initial_option]) => staticSelect(action, choices, { initial_option })),
);
const aField = fc.oneof(
  fc.tuple(id, anyText).map(([action, text]) => plainTextInput(action, { initial_value: text, placeholder: text })),
  fc
    .tuple(id, options)
    .map(([action, choices]) => checkboxes(action, choices, { initial_options: choices.slice(0, 3) })),
  fc.tuple(id, fc.integer()).map(([action, initial_date_time]) => dateTimePicker(action, { initial_date_time })),
  fc
    .tuple(id, options)
    .map(([action, initial_options]) => multiExternalSelect(action, { min_query_length: 0, initial_options })),
);
const aBlock: fc.Arbitrary<AnyBlock> = fc.oneof(
  anyText.map((text) => section(text)),
  anyText.map((text) => section(`*${escape(text)}*`)),
  fc.tuple(anyText, anElement).map(([text, element]) => section(text, element)),
  fc.array(anyText, { maxLength: 12 }).map((parts) => context(...parts)),
  fc.array(anElement, { maxLength: 30 }).map((elements): AnyBlock => ({ type: 'actions', elements })),
  anyText.map(header),
  fc.constant(divider()),
  fc.tuple(id, anyText, aField).map(([block, label, field]) => input(block, label, field, { hint: label })),
);
const blocks = fc
  .array(aBlock, { maxLength: 12 })
  .chain((some) => fc.constantFrom(1, 1, 14).map((times) => Array.from({ length: times }, () => some).flat()));
const aSurface: fc.Arbitrary<Surface> = fc.oneof(
  fc.tuple(anyText, blocks).map(([text, all]) => message(escape(text), all)),
  fc.tuple(anyText, blocks).map(([text, all]) => modal(text, all, { close: text, private_metadata: text })),
  blocks.map((all) => home(all)),
);

describe('the guard', () => {
  it('whatever it is given, Slack would take what it gives back, and giving that again changes nothing', () => {
    fc.assert(
      fc.property(aSurface, (surface) => {
        const kept = guard(surface, URL);
        expect(validate(kept)).toEqual([]);
        expect(guard(kept, URL)).toBe(kept);
      }),
      { numRuns: 120 },
    );
  });

  it('when Slack would take it as it is, then it stays what it is', () => {
    fc.assert(
      fc.property(aSurface, (surface) => {
        fc.pre(validate(surface).length === 0);
        expect(guard(surface, URL)).toBe(surface);
      }),
      { numRuns: 60 },
    );
  });

  it('when there are too many blocks, then it says how many more there are, and where', () => {
    const kept = guard(
      message(
        'all',
        Array.from({ length: 86 }, () => divider()),
      ),
      URL,
    );
    expect(kept.blocks).toHaveLength(50);
    expect(kept.blocks.at(-1)).toEqual(context(`and 37 more in <${URL}|Leasehold>`));
  });

  it('when a text is cut, then no letter, entity, token or pair of stars is cut in two', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 8, max: 60 }), (text, most) => {
        const sent = cutMarkup(`<!date^1^{time}|then> *${escape(text)}* ${escape(text)}`, most);
        expect(sent.length).toBeLessThanOrEqual(most);
        expect(sent.isWellFormed()).toBe(true);
        const rest = sent.replace(/<[^<>]*>/g, '');
        expect(rest).not.toMatch(/[<>]|&(?!(?:amp|lt|gt);)/);
        expect(sent.split('*').length % 2).toBe(1);
      }),
      { numRuns: 200 },
    );
    expect(cutMarkup('👩‍👩‍👧'.repeat(3), 14)).toBe('👩‍👩‍👧…');
  });
});

describe('the validator', () => {
  it('when limits are broken, then each is named with where it is', () => {
    const many = Array.from({ length: 6 }, (_, at) => option('a', `v${at}`));
    const broken = modal('A title of more than 24 letters', [
      section('', button('b'.repeat(76), 'approve', 'REQ-1')),
      ...actions(overflow('more', many), overflow('more', many.slice(0, 2))),
      input('why', 'Why', plainTextInput('why')),
      input('why', 'Why', plainTextInput('')),
    ]);
    expect(validate(broken).map(({ path, says }) => `${path} ${says}`)).toEqual([
      'title.text has 31 letters, and may have 24',
      'blocks[3].block_id is there already',
      'blocks[0].text.text is empty',
      'blocks[0].accessory.text.text has 76 letters, and may have 75',
      'blocks[1].elements[1].action_id is there already',
      'blocks[1].elements[0].options has 6, and may have 5',
      'blocks[3].element.action_id is not of at most 255 letters, as it has to be',
      'submit is missing, and there is something to fill in',
    ]);
  });

  it('when each element is used as it is meant, then nothing is broken', () => {
    const deploy = option('Deploy', 'ent_DEPLOY');
    const one = [deploy];
    const form = modal(
      'Request access',
      [
        section('What', staticSelect('what', one, { placeholder: 'Choose', initial_option: deploy })),
        input('all', 'All', multiStaticSelect('all', one, { initial_options: one, max_selected_items: 9 })),
        input('app', 'App', externalSelect('app', { min_query_length: 0 })),
        input('day', 'Day', datePicker('day', { initial_date: '2026-11-28' }), { optional: true }),
        input('time', 'Time', timePicker('time', { initial_time: '18:00' })),
        input('start', 'Start', dateTimePicker('start', { initial_date_time: 1_795_284_000 })),
        input('some', 'Some', checkboxes('some', one, { initial_options: one })),
      ],
      { submit: 'Next', close: 'Back' },
    );
    expect(validate(form)).toEqual([]);
    const wrong = [datePicker('day', { initial_date: '28.11.2026' }), timePicker('time', { initial_time: '25:00' })];
    expect(validate(message('', actions(...wrong))).map(({ path }) => path)).toEqual([
      'blocks[0].elements[0].initial_date',
      'blocks[0].elements[1].initial_time',
    ]);
    const other = [option('Read', 'ent_READ')];
    expect(
      validate(message('', [section('What', multiStaticSelect('what', one, { initial_options: other }))])),
    ).toEqual([{ path: 'blocks[0].accessory', says: 'begins with what cannot be chosen' }]);
  });
});
