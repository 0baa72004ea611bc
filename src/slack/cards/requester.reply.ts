import type { PersonId } from '../../domain/ids.ts';
import type { Request, ThreadEntry } from '../../domain/request/request.ts';
import { STILL_HAS_ACCESS } from '../../domain/request/say-state.ts';
import type { RequesterNews } from '../../domain/telling/news.ts';
import { span } from '../../time/say-moment.ts';
import { actions, dotted, section } from '../blocks/blocks.ts';
import { moment } from '../blocks/date.ts';
import { quote } from '../blocks/escape.ts';
import { message, type Message } from '../blocks/surfaces.ts';
import { requesterButtons } from './requester.card.ts';
import { decideBy, nameIn, whoDecides } from './say-deciders.ts';
import { ending, failures, given, now } from './say-now.ts';
import { closing, verdict } from './say-verdict.ts';
import { asOf, type Offers, type Seen } from './seen.ts';

interface Told {
  readonly request: Request;
  readonly offers: Offers;
  /** Who reads it; whoever asked, unless said. */
  readonly to?: PersonId | undefined;
  /** The question that was asked. */
  readonly entry?: ThreadEntry | undefined;
}

/** What whoever asked is told of, each as a reply in the thread of the root message: an edit alone notifies nobody. */
export function requesterReply(news: RequesterNews, told: Told, seen: Seen): Message {
  const current = asOf(told.request, seen);
  const said = sayNews(news, { ...told, request: current }, seen);
  const words = news === 'question' && told.entry !== undefined ? [section(quote(told.entry.text))] : [];
  const buttons = requesterButtons(current, onlyOf(told.offers, ...(BUTTONS[news] ?? [])));
  return message(said, [section(said), ...words, ...actions(...buttons)]);
}

const BUTTONS: { readonly [News in RequesterNews]?: readonly ('answer' | 'extend' | 'end')[] } = {
  question: ['answer'],
  ends_soon: ['extend', 'end'],
};

function sayNews(news: RequesterNews, { request, to, entry }: Told, { now: at, zone }: Seen): string {
  const { endsAt } = request;
  switch (news) {
    case 'received':
      return dotted(['⏳ Received', whoDecides(request), decideBy(request, zone)]);
    case 'approved':
      return verdict(request, zone) ?? '✓ Approved';
    case 'rejected':
      return verdict(request, zone) ?? '✕ Rejected';
    case 'closed':
      return closing(request) ?? now(request, zone);
    case 'given':
      return sayGiven(request, to, zone);
    case 'task_failed':
      return dotted(['⚠ It could not be given', failures(request), 'The owner of the app was asked to see to it']);
    case 'ends_soon':
      return endsAt === undefined
        ? '⏳ It ends soon'
        : `⏳ It ends ${moment(endsAt, zone)}, in ${span(Math.max(0, endsAt - at))}`;
    case 'ended':
      return dotted(['✓ Ended', ending(request, zone)]);
    case 'still_has_access':
      return dotted([`⚠ ${STILL_HAS_ACCESS}`, failures(request), 'It is tried again until it is gone']);
    case 'question':
      return `⏳ ${entry === undefined ? 'Somebody' : nameIn(request, entry.by)} asks:`;
    default:
      return news satisfies never;
  }
}

function sayGiven(request: Request, to: PersonId | undefined, zone: string): string {
  if (request.kind === 'extend') return dotted(['✓ Extended', ending(request, zone)]);
  const { beneficiaryId } = request;
  const who = (to ?? beneficiaryId) === beneficiaryId ? 'You have it' : `${nameIn(request, beneficiaryId)} has it`;
  return `✓ ${who}: ${given(request, zone)}`;
}

function onlyOf(offers: Offers, ...names: readonly ('answer' | 'extend' | 'end')[]): Offers {
  return new Set(names.filter((name) => offers.has(name)));
}
