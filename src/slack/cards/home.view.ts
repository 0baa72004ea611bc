import { heldLevelOf, heldStateOf, heldUntil } from '../../domain/access/held-state.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Request } from '../../domain/request/request.ts';
import type { Task } from '../../domain/work/task.ts';
import type { SeenHolding } from '../../use-cases/access/see-holdings.ts';
import { actions, type AnyBlock, context, dotted, header, section } from '../blocks/blocks.ts';
import { moment } from '../blocks/date.ts';
import { type Button, button } from '../blocks/elements.ts';
import { bold, escapeLine } from '../blocks/escape.ts';
import { home, type Home } from '../blocks/surfaces.ts';
import { ACTION_IDS } from './action-ids.ts';
import { decisions } from './approver.card.ts';
import { pageOf } from './home-pages.ts';
import { END_NOW } from './confirms.ts';
import { requesterButtons } from './requester.card.ts';
import { now } from './say-now.ts';
import { decideBy } from './say-deciders.ts';
import { flags, reason, sentence } from './say-request.ts';
import { asOf, type Offers, requestLink, type Seen } from './seen.ts';
import { due, sentence as taskSentence, taskButtons } from './task.card.ts';

interface Offered {
  readonly request: Request;
  readonly offers: Offers;
}

export interface Shown {
  readonly person: Person;
  readonly managerName: string | undefined;
  readonly toDecide: readonly Offered[];
  readonly open: readonly Offered[];
  /** What ends soonest first. */
  readonly access: readonly SeenHolding[];
  readonly tasks: readonly Task[];
  readonly names: ReadonlyMap<string, string>;
  /** From 1; beyond the last it is the last. */
  readonly page: number;
  /** What came of what they did last; text with markup of ours. */
  readonly notice?: string | undefined;
}

/** What needs this person first, then what is theirs: sections without anything in them are left out. */
export function homeView(shown: Shown, seen: Seen): Home {
  const entries = [
    ...titled(
      'Waiting for your decision',
      shown.toDecide.map((one) => toDecide(one, seen)),
    ),
    ...titled(
      'Your tasks',
      shown.tasks.map((task) => ofTask(task, shown.names, seen)),
    ),
    ...titled(
      'Your open requests',
      shown.open.map((one) => ofRequest(one, seen)),
    ),
    ...titled(
      'Your access',
      shown.access.map((one) => ofHolding(one, seen)),
    ),
  ];
  const empty =
    entries.length === 0 ? [section('Nothing waits for you. What you ask for and what you hold is shown here.')] : [];
  const notice = shown.notice === undefined ? [] : [section(shown.notice)];
  return home([...whoIAm(shown), ...notice, ...empty, ...pageOf(entries, shown.page)]);
}

function whoIAm({ person, managerName }: Shown): readonly AnyBlock[] {
  const manager = managerName === undefined ? undefined : `manager: ${escapeLine(managerName)}`;
  return [
    section(dotted([bold(person.name), escapeLine(person.title), manager])),
    ...actions(button('Request access', ACTION_IDS.ask, person.id, { style: 'primary' })),
  ];
}

/** A title stays with what comes first under it. */
function titled(title: string, entries: readonly (readonly AnyBlock[])[]): readonly (readonly AnyBlock[])[] {
  return entries.map((blocks, at) => (at === 0 ? [header(title), ...blocks] : blocks));
}

function toDecide({ request, offers }: Offered, seen: Seen): readonly AnyBlock[] {
  const current = asOf(request, seen);
  const quoted = reason(current);
  return [
    section([sentence(current, seen.zone), quoted].filter((one) => one !== undefined).join('\n')),
    context(flags(current), decideBy(current, seen.zone), requestLink(seen, current)),
    ...decisions(current, offers, seen),
  ];
}

function ofRequest({ request, offers }: Offered, seen: Seen): readonly AnyBlock[] {
  const current = asOf(request, seen);
  return [
    section(sentence(current, seen.zone)),
    context(now(current, seen.zone), requestLink(seen, current)),
    ...actions(...requesterButtons(current, offers)),
  ];
}

function ofTask(task: Task, names: Shown['names'], seen: Seen): readonly AnyBlock[] {
  return [section(taskSentence(task, names)), context(due(task, seen) ?? 'no date'), ...taskButtons(task)];
}

const HELD = {
  held: '✓ Active',
  giving: '⏳ Being given',
  taking: '⏳ Being taken back',
  gone: 'Gone',
  untracked: '⚠ Nobody asked for it here',
} as const;

function ofHolding({ why: { held }, actions: offered }: SeenHolding, { zone }: Seen): readonly AnyBlock[] {
  const level = heldLevelOf(held);
  const until = heldUntil(held.claims);
  const buttons: readonly Button[] = [
    ...(offered.extend === undefined ? [] : [button('Extend', ACTION_IDS.extendHolding, held.id)]),
    ...(offered.end ? [button('End now', ACTION_IDS.endHolding, held.id, { style: 'danger', confirm: END_NOW })] : []),
  ];
  const thing = `${bold(held.names.entitlement)}${level === undefined ? '' : ` (${escapeLine(level)})`}`;
  const end = until === undefined ? 'no end' : `until ${moment(until, zone)}`;
  const state = heldStateOf(held);
  return [
    section(dotted([thing, escapeLine(held.names.app), HELD[state], state === 'held' ? end : undefined])),
    ...actions(...buttons),
  ];
}
