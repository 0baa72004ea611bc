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
  /** When it was first begun: it stands nowhere since before then. */
  readonly at: Instant;
  /** When it was last tried to send it. */
  readonly triedAt: Instant;
}

/**
 * Whose it is to send now. `first`: nobody has sent it. `again`: somebody has tried, and nobody knows what became of it.
 * `theirs`: it is being sent, or has been.
 */
export type Turn = 'first' | 'again' | 'theirs';

/** What has happened before this moment is nobody's business; up to this row of the record people were told. */
export interface Progress {
  readonly since: Instant;
  readonly upTo: number;
}

export interface MessageStore {
  about(subject: string): Promise<readonly Message[]>;
  /** Before it is sent. What was tried last before `abandonedBefore` nobody is at any more. */
  begin(message: Omit<Message, 'state' | 'place' | 'shown'>, abandonedBefore: Instant): Promise<Turn>;
  /** What became of it. */
  settle(key: string, outcome: Partial<Pick<Message, 'state' | 'place' | 'shown' | 'way' | 'triedAt'>>): Promise<void>;
  /** It shows this now. False where somebody else has changed it as well meanwhile: nobody knows what it shows then. */
  show(key: string, was: Message['shown'], is: string): Promise<boolean>;
  /** It was not sent, for sure. */
  forget(key: string): Promise<void>;
  progress(): Promise<Progress | undefined>;
  setProgress(progress: Progress): Promise<void>;
  choicesOf(people: readonly PersonId[]): Promise<ReadonlyMap<PersonId, NoticeChoices>>;
  choose(person: PersonId, choices: NoticeChoices, facts: readonly AuditFact[]): Promise<void>;
}
