import type { App } from '../../../domain/catalog/app.ts';
import type { Level, Request } from '../../../domain/request/request.ts';
import { OVER_MAXIMUM, sayAsked, sayCut } from '../../../domain/request/say-preview.ts';
import type { ForeseenWish } from '../../../use-cases/foresee.ts';
import { actions, type AnyBlock, context, divider, input, section } from '../../blocks/blocks.ts';
import { moment } from '../../blocks/date.ts';
import { button, multiStaticSelect } from '../../blocks/elements.ts';
import { escapeLine } from '../../blocks/escape.ts';
import { modal, type Modal } from '../../blocks/surfaces.ts';
import { nameIn } from '../../cards/say-deciders.ts';
import { flags, reason, sentence, starts } from '../../cards/say-request.ts';
import type { Seen } from '../../cards/seen.ts';
import { PUBLISHED } from '../../limits/published.ts';
import { refusalBlocks } from '../deed.view.ts';
import { type Typed, wordsIn } from '../typed.ts';
import { named } from './badge.ts';
import { ASKING_TITLE, fieldOf, MOVES, STEPS } from './names.ts';

export interface ForeseenApp extends ForeseenWish {
  readonly app: App;
}

export interface Preview {
  readonly draft: string;
  readonly apps: readonly ForeseenApp[];
  readonly typed: Typed;
  /** What is in the way; text with markup of ours. */
  readonly refusal?: string | undefined;
}

/** The last step: what it comes to, before it is sent. What was shown comes back as hashes, to be held against what is so then. */
export function previewView({ draft, apps, typed, refusal }: Preview, seen: Seen): Modal {
  const hashes = apps.map(({ prepared }) => prepared?.hash ?? '');
  const blocks: readonly AnyBlock[] = [
    ...refusalBlocks(refusal),
    ...apps.flatMap((one, at) => [...(at === 0 ? [] : [divider()]), ...ofApp(one, typed, seen)]),
    ...actions(button('Back', MOVES.backToHow, draft)),
  ];
  return modal(ASKING_TITLE, blocks, {
    ...{ submit: 'Submit', close: 'Close', callback_id: STEPS.preview },
    private_metadata: JSON.stringify([draft, ...hashes]),
  });
}

function ofApp(one: ForeseenApp, typed: Typed, seen: Seen): readonly AnyBlock[] {
  const { prepared, problem, app } = one;
  const chooses = one.choices.length === 0 ? [] : [approversField(one, typed)];
  if (prepared === undefined)
    return [...(problem === undefined ? [] : [section(escapeLine(`${app.name}: ${problem.detail}`))]), ...chooses];
  const { request } = prepared;
  const { zone } = seen;
  const notices = noticesOf(prepared, zone).map((notice) => `⚠ ${notice}`);
  const lines = [sentence(request, zone), reason(request), `Goes to ${route(request)}.`, ...notices];
  return [
    section(lines.filter((line) => line !== undefined).join('\n')),
    context(sayAsked(prepared.notified), starts(request, zone), until(one, zone), laterEndOf(prepared), flags(request)),
    ...chooses,
  ];
}

const NAMED = 3;

/** Who decides and why, level by level. */
function route(request: Request): string {
  const { flow, levels } = request;
  if (flow.approval === 'emergency') return 'nobody first: it is given at once, and reviewed afterwards';
  if (flow.approval !== 'levels' || levels.length === 0) return 'nobody: a rule approves it';
  return levels.map((level) => decidersOf(level, request)).join('; then to ');
}

function decidersOf({ approvers, mode }: Level, request: Request): string {
  const said = approvers.slice(0, NAMED).map(({ personId, because }) => {
    return `${nameIn(request, personId)}${because === '' ? '' : ` (because: ${escapeLine(because)})`}`;
  });
  const more = approvers.length > NAMED ? ` and ${approvers.length - NAMED} more` : '';
  const joint = mode.kind === 'any' ? ' or ' : ', ';
  return `${said.join(joint)}${more}${mode.kind === 'n_of_m' ? `, ${mode.needed} of them` : ''}`;
}

function until({ prepared, endsAt }: ForeseenApp, zone: string): string | undefined {
  if (prepared?.request.changes.every(({ op }) => op === 'remove') === true) return undefined;
  if (endsAt === undefined) return 'no end';
  const granted = prepared?.request.lease.granted ?? prepared?.request.lease.asked;
  return `ends ${moment(endsAt, zone)}${granted?.kind === 'for' && granted.startAt === undefined ? ', if it is given now' : ''}`;
}

function laterEndOf({ extending }: NonNullable<ForeseenWish['prepared']>): string | undefined {
  return extending === undefined ? undefined : `a later end of ${extending.id}`;
}

function noticesOf(prepared: NonNullable<ForeseenWish['prepared']>, zone: string): readonly string[] {
  const { leaseNotice, request, conflicts } = prepared;
  return [
    ...(leaseNotice === undefined ? [] : [sayCut(leaseNotice, (at) => moment(at, zone))]),
    ...(request.flags.includes('over_maximum') ? [OVER_MAXIMUM] : []),
    ...conflicts.map(({ because }) => escapeLine(because)),
  ];
}

function approversField({ app, choices }: ForeseenApp, typed: Typed) {
  const field = fieldOf.approvers(app.id);
  const options = choices.slice(0, PUBLISHED.options).map(({ id, name, title }) => named(name, id, title));
  const picked = wordsIn(typed, field);
  const initial_options = options.filter(({ value }) => picked.includes(value));
  const initial = initial_options.length === 0 ? {} : { initial_options };
  const element = multiStaticSelect(field, options, { placeholder: 'Choose who decides', ...initial });
  return input(field, `Who decides on ${app.name}`, element, { dispatch_action: true });
}
