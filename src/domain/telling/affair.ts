import type { AuditFact } from '../audit/fact.ts';
import type { PersonId } from '../ids.ts';
import type { Instant } from '../time.ts';
import { NEWS, type NewsName } from './news.ts';
import type { Notice } from './choices.ts';
import type { Card, Reader, Says, Story } from './says.ts';

export type CardName = Card['says'];

/** A fact and its place in the record. */
export interface RecordedFact extends AuditFact {
  readonly index: number;
}

/** It is up to them: they need the card, wherever they are. `shared`: so does whoever reads a channel. */
export interface NeededCard {
  readonly card: CardName;
  readonly to: PersonId | 'shared';
}

/** Something that somebody ought to hear of, as long as it is so. */
export interface News {
  readonly key: string;
  readonly to: PersonId;
  readonly at: Instant;
  readonly story: Story;
  /** In whose thread. Whoever decides or works heard nothing before they got their card, and the card says it all. */
  readonly under: CardName | undefined;
}

/** What is to be told of one request or one task, as it stands. */
export interface Affair {
  /** `request:REQ-…` */
  readonly subject: string;
  readonly needed: readonly NeededCard[];
  readonly news: readonly News[];
  /** When another one of it follows without anything having happened; undefined: never. */
  readonly changesAt: Instant | undefined;
  /** What a card shows now to those who have it. */
  readonly show: (card: CardName, readers: readonly Reader[]) => Says;
  /** Undefined for whoever is not known, or has left. */
  readonly readerOf: (id: PersonId) => Reader | undefined;
  /** Of what stands in a channel. */
  readonly everyReader: readonly Reader[];
}

const CARD_NOTICES: { readonly [Name in CardName]: Notice | undefined } = {
  decide: 'to_decide',
  work: 'task',
  /** It stands where news of it go. */
  state: undefined,
};

export function noticeOfCard(card: CardName): Notice | undefined {
  return CARD_NOTICES[card];
}

export function noticeOf({ story }: News): Notice {
  return NEWS[story.news];
}

/** `to`: a person, or a channel. */
export function cardKey(subject: string, card: CardName, to: string): string {
  return `${subject} ${card} ${to}`;
}

export function newsKey(fact: Pick<RecordedFact, 'subject' | 'index'>, news: NewsName, to: PersonId): string {
  return `${fact.subject} ${news}#${fact.index} ${to}`;
}

/** Which card has this key; undefined: none has. */
export function cardIn(key: string): CardName | undefined {
  const [, name = ''] = key.split(' ');
  return Object.hasOwn(CARD_NOTICES, name) ? (name as CardName) : undefined;
}

export interface Told {
  readonly key: string;
  readonly at: Instant;
}

/** What they did not hear yet. */
export function untold({ subject, news }: Affair, told: ReadonlyMap<string, Told>): readonly News[] {
  return news.filter(({ key, to, at, under }) => {
    if (told.has(key)) return false;
    if (under === undefined || under === 'state') return true;
    const card = told.get(cardKey(subject, under, to));
    return card !== undefined && card.at <= at;
  });
}
