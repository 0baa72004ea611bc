import type { Instant } from '../../domain/time.ts';
import type { News } from '../../use-cases/news-in.ts';
import type { Listener } from './listener.ts';
import type { Recent } from './recent.ts';

/** Where the reader of the record is, and what it has told lately. */
export interface Position {
  readonly index: number;
  readonly recent: Recent;
}

/** Undefined: more than can be told one by one. */
type Told = readonly News[] | undefined;

/** Everybody who listens. Who comes waits until the reader is between two rounds: so nothing is missed, or told twice. */
export function createAudience() {
  const listeners = new Set<Listener>();
  const newcomers = new Set<Listener>();
  return {
    isEmpty: () => listeners.size + newcomers.size === 0,
    join: (listener: Listener) => void newcomers.add(listener),
    leave(listener: Listener) {
      listeners.delete(listener);
      newcomers.delete(listener);
    },
    tell(index: number, news: Told) {
      for (const listener of listeners) tellOne(listener, index, news);
    },
    welcome({ index, recent }: Position) {
      for (const listener of newcomers) {
        newcomers.delete(listener);
        listeners.add(listener);
        listener.hear(index, []);
        if (listener.after !== undefined && listener.after < index)
          tellOne(listener, index, recent.since(listener.after));
      }
    },
    beat(now: Instant) {
      for (const listener of listeners) {
        if (listener.until <= now) listener.end('over');
        else listener.beat();
      }
    },
    /** A session ended, a role changed, somebody left: these are the people about whom the record says something. */
    async askAgain(about: ReadonlySet<string>) {
      for (const listener of listeners) {
        if (!about.has(`person:${listener.viewer.personId}`)) continue;
        const viewer = await listener.ask();
        if (viewer === undefined) listener.end('over');
        else listener.viewer = viewer;
      }
    },
    end() {
      for (const listener of [...listeners, ...newcomers]) listener.end('away');
    },
  };
}

/** Only what this one may hear. */
function tellOne(listener: Listener, index: number, news: Told): void {
  if (news === undefined) return listener.hear(index, ['*']);
  const heard = news.filter(({ mayHear }) => mayHear(listener.viewer)).map(({ about }) => about);
  if (heard.length > 0) listener.hear(index, heard);
}
