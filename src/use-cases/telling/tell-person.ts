import {
  type Affair,
  type CardName,
  cardIn,
  cardKey,
  type News,
  noticeOf,
  noticeOfCard,
  type Told,
  untold,
} from '../../domain/telling/affair.ts';
import type { NoticeChoices } from '../../domain/telling/choices.ts';
import type { Reader } from '../../domain/telling/says.ts';
import type { Message } from '../../ports/message-store.ts';
import type { Letter } from '../../ports/way.ts';
import type { TellDeps } from './deps.ts';
import { byFirstWay, isTrouble, type Route } from './reach.ts';
import { sendOnce } from './send-once.ts';
import { giveUp, refreshCards, type Sent } from './standing-cards.ts';

interface Telling {
  readonly deps: TellDeps;
  readonly affair: Affair;
  readonly reader: Reader;
  readonly choices: NoticeChoices;
  readonly sent: Sent;
}

/** Everything about this for one person: cards first, then what they have not heard, oldest first. */
export async function tellPerson(telling: Telling): Promise<void> {
  const { deps, affair, reader, sent } = telling;
  const { id } = reader.person;
  await refreshCards(deps, affair, sent, { readers: [reader], boxIn: (way) => way.letterboxOf(reader.person) });
  // What they hear of depends on what they had before, not on what they are given now.
  const told = toldOf(sent);
  const needed = affair.needed.filter(({ to }) => to === id).map(({ card }) => card);
  for (const card of needed) await needCard(telling, card);
  const news = untold(affair, told).filter(({ to }) => to === id);
  for (const one of news.toSorted((a, b) => a.at - b.at)) await tellNews(telling, one);
}

/** What was heard was heard, though it stands there no more. */
function toldOf(sent: Sent): ReadonlyMap<string, Told> {
  const known = [...sent.values()].filter(
    ({ key, state }) => state === 'sent' || (state === 'gone' && cardIn(key) === undefined),
  );
  return new Map(known.map(({ key, triedAt }) => [key, { key, at: triedAt }]));
}

async function needCard(telling: Telling, card: CardName): Promise<void> {
  const { deps, reader, choices } = telling;
  const notice = noticeOfCard(card);
  if (notice === undefined) return;
  await byFirstWay(deps.ways, { person: reader.person, choices, notice }, (route) => haveCard(telling, card, route));
}

/** The card that they have, or the one that they are given. */
async function haveCard(telling: Telling, card: CardName, route: Route): Promise<Message> {
  const { affair, reader, sent } = telling;
  const key = cardKey(affair.subject, card, reader.person.id);
  const before = sent.get(key);
  if (before?.state === 'sent') return before;
  const letter = { key, to: route.box, says: affair.show(card, [reader]), under: undefined };
  return send(telling, route, letter);
}

async function tellNews(telling: Telling, news: News): Promise<void> {
  const { deps, reader, choices } = telling;
  const wanted = { person: reader.person, choices, notice: noticeOf(news) };
  await byFirstWay(deps.ways, wanted, async (route) => {
    const { way } = route;
    const thread = way.showsState ? await threadOf(telling, news, route) : undefined;
    try {
      return await reply(telling, news, route, thread);
    } catch (error) {
      if (thread === undefined || !isTrouble(error, 'message_gone')) throw error;
      await giveUp(deps, telling.sent, thread);
      // A fresh card says it all.
      if (news.under !== 'state') return haveCard(telling, news.under ?? 'state', route);
      return reply(telling, news, route, await threadOf(telling, news, route));
    }
  });
}

function reply(telling: Telling, { key, story }: News, route: Route, thread: Message | undefined): Promise<Message> {
  const letter = { key, to: route.box, says: { ...story, readers: [telling.reader] }, under: thread?.place };
  return send(telling, route, letter);
}

/** Whoever asked gets the root of their thread with the first piece of news; other threads are there, or there is none. */
async function threadOf(telling: Telling, { under }: News, route: Route): Promise<Message | undefined> {
  if (under === undefined) return undefined;
  if (under === 'state') return haveCard(telling, under, route);
  const card = telling.sent.get(cardKey(telling.affair.subject, under, telling.reader.person.id));
  const isHere = card?.state === 'sent' && card.way === route.way.name;
  return isHere && card.place?.workspaceId === route.box.workspaceId ? card : undefined;
}

async function send({ deps, affair, reader, sent }: Telling, { way }: Route, letter: Letter): Promise<Message> {
  const sending = { subject: affair.subject, to: reader.person.id, way, letter, before: sent.get(letter.key) };
  const message = await sendOnce(deps, sending);
  sent.set(letter.key, message);
  return message;
}
