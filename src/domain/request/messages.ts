import type { AuditFact } from '../audit/fact.ts';
import type { PersonId, RequestId } from '../ids.ts';
import type { Verdict } from './decide.ts';
import type { Evidence } from './refuse.ts';
import type { Request, RequestState } from './request.ts';
import type { Origin } from './step.ts';

/** What every click carries: its id, applied once whatever way and how often it arrives, and where it came from. */
export interface Click {
  readonly clickId: string;
  /** The extension that is meant, where it is decided in the workflow of its lease. */
  readonly about?: RequestId | undefined;
  readonly origin: Origin;
}

export const ANOTHER_BODY = 'The same key came before with something else in it. What came first was kept.';

/** Who submitted what: the same id with another body is another request, and is refused. */
export interface SubmitMessage {
  readonly principal: string;
  readonly bodyHash: string;
}
export interface DecideMessage extends Click {
  readonly verdict: Verdict;
  readonly evidence: Evidence;
}
export interface WordsMessage extends Click {
  readonly by: PersonId;
  readonly text: string;
}
export interface StopMessage extends Click {
  readonly reason: string | undefined;
}

/** An extension, as it was submitted: decided beside the lease, in the lease's own workflow. */
export interface ExtendMessage extends Click {
  readonly ticket: Request;
  readonly facts: readonly AuditFact[];
}
/** Some of it shall end, because something else says so. */
export interface RevokeMessage extends Click {
  readonly changeIds: readonly string[];
  readonly because: string;
}

/** What someone who clicked is told: the state that is now recorded. */
export interface Answer {
  readonly state: RequestState;
  readonly version: number;
}

/** What can be said to a request, by name. */
export interface RequestMessages {
  readonly decide: DecideMessage;
  readonly ask: WordsMessage;
  readonly answer: WordsMessage;
  readonly remind: Click;
  readonly cancel: StopMessage;
  readonly end: StopMessage;
  readonly retry: Click;
  readonly extend: ExtendMessage;
  readonly revoke: RevokeMessage;
}

/** With what the workflow of a request is started. */
export interface RequestStart {
  /** As it was submitted, or as it was last recorded when this is a restart. */
  readonly request: Request;
  /** What the record says of its opening; nothing on a restart. */
  readonly facts: readonly AuditFact[];
  readonly submitted: SubmitMessage;
  /** Clicks that were applied before, when this is not the beginning. */
  readonly clicks: readonly string[];
  /** An extension that is not decided yet, as it stands. */
  readonly extension?: RequestStart | undefined;
  /** It goes on from a history that had grown too long: nothing happened in between. */
  readonly goesOn?: true | undefined;
}
