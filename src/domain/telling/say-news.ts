import { openLevel } from '../request/decide.ts';
import type { Request } from '../request/request.ts';
import { sayReason } from '../request/say-request.ts';
import { STATE_WORDS, STILL_HAS_ACCESS } from '../request/say-state.ts';
import { stateOf } from '../request/state.ts';
import { hasOpenQuestion } from '../request/thread.ts';
import { dotted } from '../text/dotted.ts';
import { span } from '../text/span.ts';
import { decideBy, enumerated, nameIn, whoDecides } from './say-deciders.ts';
import { ending, failures, given, now } from './say-now.ts';
import { closing, verdict } from './say-verdict.ts';
import type { RequestTold } from './says.ts';
import type { Voice } from './voice.ts';

/** A piece of news in the words of a way. */
export interface SaidNews {
  /** In a word or two: in front of what it is about, as in a subject. */
  readonly word: string;
  readonly said: string;
  /** What somebody wrote, as they wrote it. */
  readonly quote?: string | undefined;
}

/** What happened to a request, the same in every way in which people are told. */
export function sayNews(told: RequestTold, voice: Voice): SaidNews {
  return SAID[told.news](told.scene.request, voice, told);
}

type Say = (request: Request, voice: Voice, told: RequestTold) => SaidNews;

const SAID: { readonly [News in RequestTold['news']]: Say } = {
  received: (request, voice) => ({
    word: 'Received',
    said: dotted(['⏳ Received', whoDecides(request, voice), decideBy(request, voice)]),
  }),
  approved: (request, voice) => ({ word: 'Approved', said: verdict(request, voice) ?? '✓ Approved' }),
  rejected: (request, voice) => ({ word: 'Rejected', said: verdict(request, voice) ?? '✕ Rejected' }),
  closed: (request, voice) => ({ word: STATE_WORDS[stateOf(request)], said: closing(request) ?? now(request, voice) }),
  given: sayGiven,
  task_failed: (request, voice) => ({
    word: 'Could not be given',
    said: dotted(['⚠ It could not be given', failures(request, voice), 'The owner of the app was asked to see to it']),
  }),
  still_has_access: (request, voice) => ({
    word: STILL_HAS_ACCESS,
    said: dotted([`⚠ ${STILL_HAS_ACCESS}`, failures(request, voice), 'It is tried again until it is gone']),
  }),
  ends_soon: sayEndsSoon,
  ended: (request, voice) => ({ word: 'Ended', said: dotted(['✓ Ended', ending(request, voice)]) }),
  question: (request, voice, { entry }) => ({
    word: 'A question',
    said: `⏳ ${entry === undefined ? 'Somebody' : nameIn(request, entry.by, voice)} asks:`,
    quote: entry?.text,
  }),
  answered: (request, voice, { entry }) => ({
    word: 'Answered',
    said: `${entry === undefined ? 'Somebody' : nameIn(request, entry.by, voice)} answered:`,
    quote: entry?.text,
  }),
  reminder: (request, voice) => ({
    word: 'Still waiting',
    said: dotted([
      `⏳ It still waits for ${hasOpenQuestion(request) ? 'your answer' : 'you'}`,
      decideBy(request, voice),
    ]),
  }),
  next_level: (request, voice) => ({
    word: 'Waiting for you',
    said: dotted(['⏳ Others have approved: it waits for you now', decideBy(request, voice)]),
  }),
  escalated: (request, voice) => ({
    word: 'Still waiting',
    said: dotted([`⏳ Nobody has decided yet: ${others(request, voice)} can as well by now`, decideBy(request, voice)]),
  }),
  emergency: (request, voice) => ({
    word: 'Emergency',
    said: verdict(request, voice) ?? now(request, voice),
    quote: sayReason(request),
  }),
};

/** Whoever it is for reads that they have it; an extension takes nothing and gives nothing. */
function sayGiven(request: Request, voice: Voice, { readers }: RequestTold): SaidNews {
  if (request.kind === 'extend') return { word: 'Extended', said: dotted(['✓ Extended', ending(request, voice)]) };
  const { beneficiaryId } = request;
  const isTheirs = readers.every(({ person }) => person.id === beneficiaryId);
  const who = isTheirs ? 'You have it' : `${nameIn(request, beneficiaryId, voice)} has it`;
  return { word: 'Given', said: `✓ ${who}: ${given(request, voice)}` };
}

function sayEndsSoon({ endsAt }: Request, voice: Voice, { scene }: RequestTold): SaidNews {
  if (endsAt === undefined) return { word: 'Ends soon', said: '⏳ It ends soon' };
  const left = span(Math.max(0, endsAt - scene.now));
  return { word: `Ends in ${left}`, said: `⏳ It ends ${voice.moment(endsAt)}, in ${left}` };
}

function others(request: Request, voice: Voice): string {
  const approvers = openLevel(request)?.approvers.filter(({ escalated }) => escalated) ?? [];
  return enumerated(approvers.map(({ personId }) => nameIn(request, personId, voice)));
}
