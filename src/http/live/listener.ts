import type { Instant } from '../../domain/time.ts';
import type { Viewer } from '../../use-cases/see-requests.ts';

/** One stream, and whose it is. */
export interface Listener {
  viewer: Viewer;
  /** When the session runs out by itself. */
  readonly until: Instant;
  /** What its page showed already; undefined: it has shown nothing. */
  readonly after: number | undefined;
  /** Whose it is now; undefined: the session is over. */
  readonly ask: () => Promise<Viewer | undefined>;
  /** `about`: subjects; `*`: anything may have changed. Empty: nothing has, but it is read up to here. */
  hear(index: number, about: readonly string[]): void;
  beat(): void;
  /** `over`: the session is; otherwise the server goes away, and another one is there. */
  end(why: 'over' | 'away'): void;
}
