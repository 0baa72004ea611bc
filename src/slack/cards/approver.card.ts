import type { Request } from '../../domain/request/request.ts';
import { stillHasAccess } from '../../domain/request/say-state.ts';
import { stateOf } from '../../domain/request/state.ts';
import { sayUsual, type UsualLease } from '../../domain/telling/usual-lease.ts';
import type { Instant } from '../../domain/time.ts';
import { actions, type AnyBlock, context, section } from '../blocks/blocks.ts';
import { timeOfDay } from '../blocks/date.ts';
import { button, type Option, overflow } from '../blocks/elements.ts';
import { escapeLine } from '../blocks/escape.ts';
import { message, type Message } from '../blocks/surfaces.ts';
import { ACTION_IDS, choice } from './action-ids.ts';
import { now } from './say-now.ts';
import { decideBy, whoDecides } from './say-deciders.ts';
import { flags, reason, sentence, starts } from './say-request.ts';
import { approvedSoFar, verdict } from './say-verdict.ts';
import { asOf, type Offers, requestLink, requestUrl, type Seen } from './seen.ts';

/** Who said "I'm looking", so that two people do not read the same thing twice. */
export interface Looking {
  readonly name: string;
  readonly since: Instant;
}

interface Card {
  readonly request: Request;
  readonly offers: Offers;
  readonly looking?: Looking | undefined;
  readonly usual?: UsualLease | undefined;
}

/** The card of those who decide: the same one everywhere, before and after. What is decided offers nothing any more. */
export function approverCard(card: Card, seen: Seen): Message {
  const request = asOf(card.request, seen);
  const said = sentence(request, seen.zone);
  const isOpen = stateOf(request) === 'pending_approval';
  const rest = isOpen ? openCard({ ...card, request }, seen) : decidedCard(request, seen);
  return message(isOpen ? said : `${said} · ${outcome(request, seen)}`, [section(said), ...quoted(request), ...rest]);
}

function quoted(request: Request): readonly AnyBlock[] {
  const said = reason(request);
  return said === undefined ? [] : [section(said)];
}

function openCard({ request, offers, looking, usual }: Card, seen: Seen): readonly AnyBlock[] {
  const { zone } = seen;
  const about = [
    flags(request),
    usual && sayUsual(usual),
    starts(request, zone),
    approvedSoFar(request),
    whoDecides(request),
    decideBy(request, zone),
  ];
  return [
    context(...about, sayLooking(looking, zone), requestLink(seen, request)),
    ...decisions(request, offers, seen),
  ];
}

function sayLooking(looking: Looking | undefined, zone: string): string | undefined {
  if (looking === undefined) return undefined;
  return `⏳ ${escapeLine(looking.name)} is looking since ${timeOfDay(looking.since, zone)}`;
}

/** At most three: whoever decides sees what is usual, and finds the rest under the third. */
export function decisions(request: Request, offers: Offers, seen: Seen): readonly AnyBlock[] {
  const { id } = request;
  const decides = offers.has('decide')
    ? [
        button('Approve', ACTION_IDS.approve, id, { style: 'primary' }),
        button('Reject', ACTION_IDS.reject, id, { style: 'danger' }),
      ]
    : [];
  const more: readonly Option[] = [
    ...(offers.has('decide') ? [choice('change', 'Approve with a comment or another length', id)] : []),
    ...(offers.has('ask') ? [choice('question', 'Ask a question', id)] : []),
    ...(offers.has('decide') ? [choice('looking', "I'm looking", id)] : []),
    choice('details', 'Details', id, requestUrl(seen, request)),
  ];
  return actions(...decides, overflow(ACTION_IDS.more, more));
}

function decidedCard(request: Request, seen: Seen): readonly AnyBlock[] {
  return [section(outcome(request, seen)), context(flags(request), state(request, seen), requestLink(seen, request))];
}

function outcome(request: Request, { zone }: Seen): string {
  return verdict(request, zone) ?? now(request, zone);
}

/** Of what was approved, how it lives; what was not has no life to tell of. */
function state(request: Request, { zone }: Seen): string | undefined {
  return request.decision === 'approved' || stillHasAccess(request) ? now(request, zone) : undefined;
}
