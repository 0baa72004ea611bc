import type { WayName } from '../domain/telling/choices.ts';
import type { Says } from '../domain/telling/says.ts';
import type { Person } from '../domain/people/person.ts';
import type { Instant } from '../domain/time.ts';
import type { Place } from './message-store.ts';

/** Where something can be put so that they see it: a user or a channel of a workspace, an address of mail. */
export interface Letterbox {
  /** Slack's workspace; undefined by mail. */
  readonly workspaceId: string | undefined;
  readonly address: string;
}

export interface Letter {
  /** The same letter, however often it is worked out: travels with it, so that it is recognised where it arrived. */
  readonly key: string;
  readonly to: Letterbox;
  readonly says: Says;
  /** What it is a reply to. */
  readonly under: Place | undefined;
}

/** One way in which people are reached. What goes wrong is thrown as a `WayError`. */
export interface Way {
  readonly name: WayName;
  /** What was posted can be changed, so that it always shows the state. Else each thing is said once and stays said. */
  readonly showsState: boolean;
  /** Undefined where it does not reach them. */
  letterboxOf(person: Person): Promise<Letterbox | undefined>;
  /** In which everybody who decides looks. */
  sharedLetterboxes(): Promise<readonly Letterbox[]>;
  /** The same text for what looks the same: what does not change is not sent again. */
  digestOf(says: Says): string;
  /** Where it stands from now on, if that is known. */
  post(letter: Letter): Promise<Place | undefined>;
  change(place: Place, says: Says): Promise<void>;
  /** After nobody knows whether it arrived: where it stands. `since`: it was not sent before. */
  find(letter: Letter, since: Instant): Promise<Place | undefined>;
}

export type WayTrouble =
  /** What stood there can be changed no more, or replied to: deleted, too old, of another app. */
  | 'message_gone'
  /** Nothing reaches them there any more: the person has gone, the channel is archived, the app was removed. */
  | 'nobody_there'
  /** Nothing was sent; later it may be. */
  | 'not_now'
  /** It may have arrived. */
  | 'unknown'
  /** It is not taken as it is. Only a change by somebody helps. */
  | 'refused';

/** Anything else that a way throws counts as `unknown`. */
export class WayError extends Error {
  override readonly name = 'WayError';
  readonly trouble: WayTrouble;
  /** From when on it is worth another try, in milliseconds from now. */
  readonly retryAfterMs: number | undefined;

  constructor(trouble: WayTrouble, message: string, retryAfterMs?: number) {
    super(message);
    this.trouble = trouble;
    this.retryAfterMs = retryAfterMs;
  }
}
