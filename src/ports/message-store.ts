import type { AuditFact } from '../domain/audit/fact.ts';
import type { PersonId } from '../domain/ids.ts';
import type { NoticeChoices, WayName } from '../domain/telling/choices.ts';
import type { Instant } from '../domain/time.ts';

/** `sending`: whether it arrived is not known; `gone`: it can be changed no more. */
export type MessageState = 'sending' | 'sent' | 'gone';

/** Where a message stands in Slack. */
export interface Place {
  readonly workspaceId: string;
  readonly channel: string;
  readonly ts: string;
}

export interface Message {
  /** The same message, however often it is worked out. */
  readonly key: string;
  /** What it is about: `request:REQ-…`. */
  readonly subject: string;
  /** Absent: it stands in a channel. */
  readonly personId: PersonId | undefined;
  readonly way: WayName;
  readonly state: MessageState;
  readonly place: Place | undefined;
  /** Hash of what it shows. */
  readonly shown: string | undefined;
  readonly at: Instant;
}

export interface MessageStore {
  about(subject: string): Promise<readonly Message[]>;
  /** Before it is sent; the stored one where it is there already. */
  begin(message: Message): Promise<Message>;
  /** What became of it. */
  settle(key: string, outcome: Partial<Pick<Message, 'state' | 'place' | 'shown'>>): Promise<void>;
  /** Up to which row of the record people were told. */
  toldUpTo(): Promise<number | undefined>;
  setToldUpTo(index: number): Promise<void>;
  choicesOf(people: readonly PersonId[]): Promise<ReadonlyMap<PersonId, NoticeChoices>>;
  choose(person: PersonId, choices: NoticeChoices, facts: readonly AuditFact[]): Promise<void>;
}
