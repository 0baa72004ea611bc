import type { Request } from '../../domain/request/request.ts';
import { sayNews } from '../../domain/telling/say-news.ts';
import type { RequestTold } from '../../domain/telling/says.ts';
import { actions, type AnyBlock, context, section } from '../blocks/blocks.ts';
import { quote } from '../blocks/escape.ts';
import { message, type Message } from '../blocks/surfaces.ts';
import { requesterButtons } from './requester.card.ts';
import { now } from './say-now.ts';
import { flags, reason, sentence } from './say-request.ts';
import { type Offers, requestLink, type Seen } from './seen.ts';
import { voiceIn } from './voice.ts';

/** What people are told has happened, in the thread of a card, because an edit alone notifies nobody. */
export function newsReply(told: RequestTold, offers: Offers, seen: Seen): Message {
  const { news, scene } = told;
  const { said, quote: words = '' } = sayNews(told, voiceIn(seen.zone));
  if (news === 'emergency') return byItself(scene.request, said, seen);
  const buttons = requesterButtons(scene.request, new Set(BUTTONS[news]?.filter((name) => offers.has(name))));
  return message(said, [section(said), ...(words === '' ? [] : [section(quote(words))]), ...actions(...buttons)]);
}

const BUTTONS: { readonly [News in RequestTold['news']]?: readonly ('answer' | 'extend' | 'end')[] } = {
  question: ['answer'],
  reminder: ['answer'],
  ends_soon: ['extend', 'end'],
};

/** Under no card: most of those who ought to know were never asked. */
function byItself(request: Request, said: string, seen: Seen): Message {
  const first = sentence(request, seen.zone);
  const why = reason(request);
  const quoted: readonly AnyBlock[] = why === undefined ? [] : [section(why)];
  const about = context(flags(request), now(request, seen.zone), requestLink(seen, request));
  return message(`${first} · ${said}`, [section(first), ...quoted, section(said), about]);
}
