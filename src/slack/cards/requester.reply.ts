import type { Request } from '../../domain/request/request.ts';
import { STILL_HAS_ACCESS } from '../../domain/request/say-state.ts';
import { span } from '../../time/say-moment.ts';
import { actions, dotted, section } from '../blocks/blocks.ts';
import { moment } from '../blocks/date.ts';
import { message, type Message } from '../blocks/surfaces.ts';
import { requesterButtons } from './requester.card.ts';
import { decideBy, whoDecides } from './say-deciders.ts';
import { ending, failures, given } from './say-now.ts';
import { verdict } from './say-verdict.ts';
import { asOf, type Offers, type Seen } from './seen.ts';

/** What whoever asked is told of, each as a reply in the thread of the root message: an edit alone notifies nobody. */
export const NEWS = [
  'received',
  'approved',
  'rejected',
  'given',
  'task_failed',
  'ends_soon',
  'ended',
  'still_has_access',
] as const;
export type News = (typeof NEWS)[number];

/** These need somebody, and are shown in the channel view as well. */
export const LOUD: readonly News[] = ['task_failed', 'still_has_access'];

export function requesterReply(
  news: News,
  { request, offers }: { request: Request; offers: Offers },
  seen: Seen,
): Message {
  const current = asOf(request, seen);
  const said = sayNews(news, current, seen);
  const buttons = news === 'ends_soon' ? requesterButtons(current, onlyOf(offers, 'extend', 'end')) : [];
  return message(said, [section(said), ...actions(...buttons)]);
}

function sayNews(news: News, request: Request, { now, zone }: Seen): string {
  const { endsAt } = request;
  switch (news) {
    case 'received':
      return dotted(['⏳ Received', whoDecides(request), decideBy(request, zone)]);
    case 'approved':
      return verdict(request, zone) ?? '✓ Approved';
    case 'rejected':
      return verdict(request, zone) ?? '✕ Rejected';
    case 'given':
      return `✓ You have it: ${given(request, zone)}`;
    case 'task_failed':
      return dotted(['⚠ It could not be given', failures(request), 'The owner of the app was asked to see to it']);
    case 'ends_soon':
      return endsAt === undefined
        ? '⏳ It ends soon'
        : `⏳ It ends ${moment(endsAt, zone)}, in ${span(Math.max(0, endsAt - now))}`;
    case 'ended':
      return dotted(['✓ Ended', ending(request, zone)]);
    case 'still_has_access':
      return dotted([`⚠ ${STILL_HAS_ACCESS}`, failures(request), 'It is tried again until it is gone']);
    default:
      return news satisfies never;
  }
}

function onlyOf(offers: Offers, ...names: readonly ('extend' | 'end')[]): Offers {
  return new Set(names.filter((name) => offers.has(name)));
}
