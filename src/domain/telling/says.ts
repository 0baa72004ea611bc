import type { App } from '../catalog/app.ts';
import type { PersonId } from '../ids.ts';
import type { Person } from '../people/person.ts';
import type { Request, ThreadEntry } from '../request/request.ts';
import type { Instant } from '../time.ts';
import type { Task } from '../work/task.ts';
import type { NewsName } from './news.ts';
import type { UsualLease } from './usual-lease.ts';

export interface Reader {
  readonly person: Person;
  /** For whom they decide as well, now. */
  readonly standsFor: readonly PersonId[];
}

interface Scene {
  readonly app: App;
  readonly now: Instant;
  /** The organisation's: for readers whose own is not known. */
  readonly zone: string;
}

/** A request as it is at this moment, with what its own snapshot does not hold. */
export interface RequestScene extends Scene {
  readonly request: Request;
  /** Who said "I'm looking". */
  readonly looking: { readonly name: string; readonly since: Instant } | undefined;
  /** How long what is to be decided is had as a rule; undefined where nothing is known of that. */
  readonly usual: UsualLease | undefined;
}

export interface TaskScene extends Scene {
  readonly task: Task;
  /** Of the people, the app and the entitlement that it is about. */
  readonly names: ReadonlyMap<string, string>;
}

/** What stands somewhere, and changes as the state does. */
export type Card =
  /** For those who decide: one person, or all who read a channel. */
  | { readonly says: 'decide'; readonly scene: RequestScene }
  /** For whoever asked, and for whom it is. */
  | { readonly says: 'state'; readonly scene: RequestScene }
  | { readonly says: 'work'; readonly scene: TaskScene };

export interface RequestStory {
  readonly says: 'news';
  readonly news: Exclude<NewsName, 'overdue'>;
  readonly scene: RequestScene;
  /** Of a question or an answer. */
  readonly entry?: ThreadEntry | undefined;
}

/** What happened, said once. */
export type Story = RequestStory | { readonly says: 'news'; readonly news: 'overdue'; readonly scene: TaskScene };

interface Read {
  readonly readers: readonly Reader[];
}

/** What happened to a request, and who is told of it. */
export type RequestTold = RequestStory & Read;

/** Everything that is ever said to anybody, whatever the way. What its readers can do about it follows from who they are. */
export type Says = (Card | Story) & Read;
