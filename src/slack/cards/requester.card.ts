import type { Request } from '../../domain/request/request.ts';
import { actions, type AnyBlock, context, section } from '../blocks/blocks.ts';
import { type Button, button } from '../blocks/elements.ts';
import { message, type Message } from '../blocks/surfaces.ts';
import { ACTION_IDS } from './action-ids.ts';
import { CANCEL, END_NOW } from './confirms.ts';
import { now } from './say-now.ts';
import { flags, reason, sentence } from './say-request.ts';
import { verdict } from './say-verdict.ts';
import { asOf, type Offers, requestLink, type Seen } from './seen.ts';

/** The root message of whoever asked: always the state. What happened is told in its thread. */
export function requesterCard({ request, offers }: { request: Request; offers: Offers }, seen: Seen): Message {
  const current = asOf(request, seen);
  const said = sentence(current, seen.zone);
  const state = now(current, seen.zone);
  const quoted = reason(current);
  const blocks: readonly AnyBlock[] = [
    section(said),
    ...(quoted === undefined ? [] : [section(quoted)]),
    section(state),
    context(verdict(current, seen.zone), flags(current), requestLink(seen, current)),
    ...actions(...requesterButtons(current, offers)),
  ];
  return message(`${said} · ${state}`, blocks);
}

/** What they can do about it now, what they most likely want first. */
const OFFERED = [
  ['answer', 'Answer', ACTION_IDS.answer, {}],
  ['extend', 'Extend', ACTION_IDS.extend, {}],
  ['retry', 'Try again', ACTION_IDS.retry, {}],
  ['end', 'End now', ACTION_IDS.end, { style: 'danger', confirm: END_NOW }],
  ['remind', 'Send reminder', ACTION_IDS.remind, {}],
  ['cancel', 'Cancel request', ACTION_IDS.cancel, { style: 'danger', confirm: CANCEL }],
] as const;

const MOST = 3;

export function requesterButtons({ id }: Pick<Request, 'id'>, offers: Offers): readonly Button[] {
  return OFFERED.filter(([action]) => offers.has(action))
    .slice(0, MOST)
    .map(([, label, actionId, more]) => button(label, actionId, id, more));
}
