import { openLevel } from '../../domain/request/decide.ts';
import type { Request, ThreadEntry } from '../../domain/request/request.ts';
import { hasOpenQuestion } from '../../domain/request/thread.ts';
import type { DeciderNews } from '../../domain/telling/news.ts';
import { actions, type AnyBlock, context, dotted, section } from '../blocks/blocks.ts';
import { button } from '../blocks/elements.ts';
import { quote } from '../blocks/escape.ts';
import { message, type Message } from '../blocks/surfaces.ts';
import { ACTION_IDS } from './action-ids.ts';
import { decideBy, enumerated, nameIn } from './say-deciders.ts';
import { now } from './say-now.ts';
import { flags, reason, sentence } from './say-request.ts';
import { verdict } from './say-verdict.ts';
import { asOf, type Offers, requestLink, type Seen } from './seen.ts';

interface Told {
  readonly request: Request;
  readonly offers: Offers;
  /** The answer that was given. */
  readonly entry?: ThreadEntry | undefined;
}

/** What those are told for whom it waits, or who ought to know: in the thread of their card, if they have one. */
export function deciderReply(news: DeciderNews, told: Told, seen: Seen): Message {
  const request = asOf(told.request, seen);
  switch (news) {
    case 'answered': {
      const said = `${told.entry === undefined ? 'They' : nameIn(request, told.entry.by)} answered:`;
      return message(said, [section(said), ...(told.entry === undefined ? [] : [section(quote(told.entry.text))])]);
    }
    case 'reminder':
      return reminder({ ...told, request }, seen);
    case 'next_level':
      return said(dotted(['⏳ Others have approved: it waits for you now', decideBy(request, seen.zone)]));
    case 'escalated':
      return said(
        dotted([`⏳ Nobody has decided yet: ${others(request)} can as well by now`, decideBy(request, seen.zone)]),
      );
    case 'emergency':
      return emergency(request, seen);
    default:
      return news satisfies never;
  }
}

function said(text: string, ...more: readonly AnyBlock[]): Message {
  return message(text, [section(text), ...more]);
}

function reminder({ request, offers }: Told, { zone }: Seen): Message {
  const owed = hasOpenQuestion(request) ? '⏳ It still waits for your answer' : '⏳ It still waits for you';
  const answer = offers.has('answer') ? [button('Answer', ACTION_IDS.answer, request.id)] : [];
  return said(dotted([owed, decideBy(request, zone)]), ...actions(...answer));
}

function others(request: Request): string {
  const approvers = openLevel(request)?.approvers.filter(({ escalated }) => escalated) ?? [];
  return enumerated(approvers.map(({ personId }) => nameIn(request, personId)));
}

/** It stands by itself: most of those who ought to know were never asked. */
function emergency(request: Request, seen: Seen): Message {
  const { zone } = seen;
  const first = sentence(request, zone);
  const what = verdict(request, zone) ?? now(request, zone);
  const why = reason(request);
  return message(`${first} · ${what}`, [
    section(first),
    ...(why === undefined ? [] : [section(why)]),
    section(what),
    context(flags(request), now(request, zone), requestLink(seen, request)),
  ]);
}
