import { sayWhat } from '../../domain/request/say-request.ts';
import { isRequesterNews } from '../../domain/telling/news.ts';
import { sayNews } from '../../domain/telling/say-news.ts';
import type { RequestTold } from '../../domain/telling/says.ts';
import type { Voice } from '../../domain/telling/voice.ts';
import type { Sheet } from './sheet.ts';

type Draft = Pick<Sheet, 'subject' | 'said' | 'quote' | 'details'>;

const NAMED = 3;

/** What happened to a request, with what somebody wrote to it. Whoever asked knows that they did. */
export function newsIn(told: RequestTold, { sentence, voice }: { sentence: string; voice: Voice }): Draft {
  const { word, said, quote } = sayNews(told, voice);
  const about = isRequesterNews(told.news) ? sayWhat(told.scene.request, NAMED) : sentence;
  // What stands on buttons in Slack.
  const details = told.news === 'ends_soon' ? ['Open it to extend it, or to end it now'] : [];
  return { subject: `${word}: ${about}`, said, quote, details };
}
