import type { App } from '../../../domain/catalog/app.ts';
import type { ExtraField } from '../../../domain/catalog/entitlement.ts';
import type { Requestable } from '../../../use-cases/access/find-requestable.ts';
import { actions, type AnyBlock, context, type Input, input, section } from '../../blocks/blocks.ts';
import { button, checkboxes, option } from '../../blocks/elements.ts';
import { bold, escapeLine } from '../../blocks/escape.ts';
import { modal, type Modal } from '../../blocks/surfaces.ts';
import { refusalBlocks } from '../deed.view.ts';
import { choiceField, leaseFields, textField } from '../fields.ts';
import type { Typed } from '../typed.ts';
import { badge, named } from './badge.ts';
import { ASKING_TITLE, fieldOf, MOVES, STEPS } from './names.ts';

/** What is wanted of one app. */
export interface AppThings {
  readonly app: App;
  readonly things: readonly Requestable[];
}

export interface How {
  readonly draft: string;
  readonly apps: readonly AppThings[];
  readonly typed: Typed;
  readonly zone: string;
  readonly refusal?: string | undefined;
}

/** The second step: at which level, why, and for how long. */
export function howView({ draft, apps, typed, zone, refusal }: How): Modal {
  const blocks: readonly AnyBlock[] = [
    ...refusalBlocks(refusal),
    ...apps.flatMap((one) => ofApp(one, typed, zone)),
    ...leaseFields(typed, { asIs: 'As long as is allowed', mayBeEndless: true, withStart: true }),
    ...reasonField(apps, typed),
    ...actions(button('Back', MOVES.backToWhat, draft)),
  ];
  return modal(ASKING_TITLE, blocks, {
    ...{ submit: 'Preview', close: 'Close', callback_id: STEPS.how, private_metadata: draft },
  });
}

const NAMED = 20;

function ofApp({ app, things }: AppThings, typed: Typed, zone: string): readonly AnyBlock[] {
  const names = things.slice(0, NAMED).map(({ entitlement }) => bold(entitlement.name));
  const more = things.length > NAMED ? ` and ${things.length - NAMED} more` : '';
  const { reason, breakGlass } = app.settings;
  const codes = reason.list.map(({ code, text }, at) => named(text === '' ? code : text, String(at)));
  const code = { field: fieldOf.code(app.id), label: `Reason for ${app.name}`, options: codes, placeholder: 'Choose' };
  return [
    section(`${names.join(', ')}${more} on ${bold(app.name)}`),
    ...things.flatMap((thing) => ofThing(thing, typed, zone)),
    ...(codes.length === 0 ? [] : [choiceField(typed, { ...code, isNeeded: reason.freeText === 'off' })]),
    ...(breakGlass === undefined ? [] : [emergency(app, typed)]),
  ];
}

function ofThing(thing: Requestable, typed: Typed, zone: string): readonly AnyBlock[] {
  const { id, name, levels, fields } = thing.entitlement;
  const standing = escapeLine(`${name}: ${badge(thing, zone)}`);
  return [
    ...(thing.held === undefined ? [] : [context(standing), opField(thing, typed)]),
    ...(levels.length === 0 ? [] : [levelField(thing, typed)]),
    ...fields.map((field, at) => extraField(fieldOf.extra(id, at), `${name}: ${field.title}`, field, typed)),
  ];
}

/** The one that they have, or else the first. */
function levelField({ entitlement: { id, name, levels }, held }: Requestable, typed: Typed): Input {
  const field = fieldOf.level(id);
  const options = levels.map((one, at) => named(one, String(at)));
  const had = levels.indexOf(held?.level ?? '');
  const asBefore = { [field]: String(Math.max(0, had)), ...typed };
  const hint = held === undefined || levels.length < 2 ? {} : { hint: `It counts for "${ANOTHER_LEVEL}"` };
  return choiceField(asBefore, { field, label: `${name}: level`, options, isNeeded: true, ...hint });
}

const ANOTHER_LEVEL = 'Another level';

/** Of what they have already. */
function opField({ entitlement: { id, name, levels }, held }: Requestable, typed: Typed): Input {
  const options = [
    ...(held?.lease === undefined ? [] : [option('A later end', 'extend')]),
    ...(levels.length > 1 ? [option(ANOTHER_LEVEL, 'modify')] : []),
    option('Give it up', 'remove'),
  ];
  const [first] = options;
  const asBefore = { [fieldOf.op(id)]: first?.value ?? '', ...typed };
  const hint = held?.lease === undefined ? {} : { hint: 'For a later end, say below how much longer' };
  return choiceField(asBefore, {
    ...{ field: fieldOf.op(id), label: `${name}: what to change`, options, isNeeded: true },
    ...hint,
  });
}

function extraField(field: string, label: string, extra: ExtraField, typed: Typed): Input {
  const { type, options, required, maxLength } = extra;
  if (type === 'boolean') {
    const yes = option('Yes', 'on');
    const initial = typed[field] === 'on' ? { initial_options: [yes] } : {};
    return input(field, label, checkboxes(field, [yes], initial), { optional: true });
  }
  if (options !== undefined && options.length > 0) {
    const choices = options.map((one, at) => named(one, String(at)));
    return choiceField(typed, { field, label, options: choices, isNeeded: required });
  }
  const most = maxLength === undefined ? {} : { most: maxLength };
  return textField(typed, { field, label, isNeeded: required, isShort: true, ...most });
}

function emergency({ id, name }: App, typed: Typed): Input {
  const field = fieldOf.emergency(id);
  const box = option('It is an emergency', 'on', { description: 'Given at once for a short time, and reviewed after' });
  const initial = typed[field] === 'on' ? { initial_options: [box] } : {};
  return input(field, `Emergency on ${name}`, checkboxes(field, [box], initial), { optional: true });
}

function reasonField(apps: readonly AppThings[], typed: Typed): readonly AnyBlock[] {
  const settings = apps.map(({ app }) => app.settings.reason);
  if (settings.every(({ freeText, list }) => freeText === 'off' && list.length > 0)) return [];
  const isNeeded = settings.some(({ freeText }) => freeText === 'required');
  return [textField(typed, { field: 'reason', label: 'Why', isNeeded, hint: 'Those who decide will read it' })];
}
