import { STATE_WORDS, STILL_HAS_ACCESS } from '../../domain/request/say-state.ts';
import { sayReason, sayWhat } from '../../domain/request/say-request.ts';
import { stateOf } from '../../domain/request/state.ts';
import { openLevel } from '../../domain/request/decide.ts';
import { decideBy, enumerated, nameIn, whoDecides } from '../../domain/telling/say-deciders.ts';
import { ending, failures, given, now } from '../../domain/telling/say-now.ts';
import { isRequesterNews } from '../../domain/telling/news.ts';
import { closing, verdict } from '../../domain/telling/say-verdict.ts';
import type { Says } from '../../domain/telling/says.ts';
import type { Request } from '../../domain/request/request.ts';
import type { Voice } from '../../domain/telling/voice.ts';
import { dotted } from '../../domain/text/dotted.ts';
import { span } from '../../time/say-moment.ts';
import type { Sheet } from './sheet.ts';

type RequestNews = Exclude<Extract<Says, { readonly says: 'news' }>, { readonly news: 'overdue' }>;
type Draft = Pick<Sheet, 'subject' | 'said' | 'quote' | 'details'>;

interface Words {
  /** In front of the sentence, in the subject. */
  readonly word: string;
  readonly said: string;
  readonly quote?: string | undefined;
}

const NAMED = 3;

/** What happened to a request, with what somebody wrote to it. Whoever asked knows that they did. */
export function newsIn(news: RequestNews, { sentence, voice }: { sentence: string; voice: Voice }): Draft {
  const { word, said, quote } = sayNews(news, voice);
  const about = isRequesterNews(news.news) ? sayWhat(news.scene.request, NAMED) : sentence;
  return { subject: `${word}: ${about}`, said, quote, details: [] };
}

function sayNews(story: RequestNews, voice: Voice): Words {
  const { request, now: at } = story.scene;
  const { entry } = story;
  const author = entry === undefined ? 'Somebody' : nameIn(request, entry.by, voice);
  switch (story.news) {
    case 'received':
      return { word: 'Received', said: dotted([whoDecides(request, voice), decideBy(request, voice)]) };
    case 'approved':
      return { word: 'Approved', said: verdict(request, voice) ?? 'Approved' };
    case 'rejected':
      return { word: 'Rejected', said: verdict(request, voice) ?? 'Rejected' };
    case 'closed':
      return { word: STATE_WORDS[stateOf(request)], said: closing(request) ?? now(request, voice) };
    case 'given':
      return sayGiven(story, voice);
    case 'task_failed':
      return {
        word: 'Could not be given',
        said: dotted([failures(request, voice), 'The owner of the app was asked to see to it']),
      };
    case 'still_has_access':
      return {
        word: STILL_HAS_ACCESS,
        said: dotted([`⚠ ${STILL_HAS_ACCESS}`, failures(request, voice), 'It is tried again until it is gone']),
      };
    case 'ends_soon':
      return sayEndsSoon(request, at, voice);
    case 'ended':
      return { word: 'Ended', said: dotted(['Ended', ending(request, voice)]) };
    case 'question':
      return { word: 'A question', said: `${author} asks:`, quote: entry?.text };
    case 'answered':
      return { word: 'Answered', said: `${author} answered:`, quote: entry?.text };
    case 'reminder':
      return { word: 'Still waiting', said: dotted(['It still waits for you', decideBy(request, voice)]) };
    case 'next_level':
      return {
        word: 'Waiting for you',
        said: dotted(['Others have approved: it waits for you now', decideBy(request, voice)]),
      };
    case 'escalated':
      return { word: 'Still waiting', said: sayEscalated(request, voice) };
    case 'emergency':
      return { word: 'Emergency', said: verdict(request, voice) ?? now(request, voice), quote: sayReason(request) };
    default:
      return story.news satisfies never;
  }
}

function sayGiven({ scene: { request }, readers }: RequestNews, voice: Voice): Words {
  if (request.kind === 'extend') return { word: 'Extended', said: dotted(['Extended', ending(request, voice)]) };
  const isTheirs = readers.every(({ person }) => person.id === request.beneficiaryId);
  const who = isTheirs ? 'You have it' : `${nameIn(request, request.beneficiaryId, voice)} has it`;
  return { word: 'Given', said: `${who}: ${given(request, voice)}` };
}

function sayEndsSoon({ endsAt }: Request, now: number, voice: Voice): Words {
  if (endsAt === undefined) return { word: 'Ends soon', said: 'It ends soon.' };
  const left = span(Math.max(0, endsAt - now));
  return {
    word: `Ends in ${left}`,
    said: `It ends ${voice.moment(endsAt)}, in ${left}. Open it to extend it, or to end it now.`,
  };
}

function sayEscalated(request: Request, voice: Voice): string {
  const others = openLevel(request)?.approvers.filter(({ escalated }) => escalated) ?? [];
  const names = enumerated(others.map(({ personId }) => nameIn(request, personId, voice)));
  return dotted([`Nobody has decided yet: ${names} can as well by now`, decideBy(request, voice)]);
}
