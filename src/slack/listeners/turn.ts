import { setImmediate as afterOthers } from 'node:timers/promises';

/** Resolves when it is one's turn to begin with something that is not urgent. */
export type Turn = () => Promise<void>;

/**
 * One piece of work is begun after the other, and what Slack has sent meanwhile is heard in between: acknowledging what
 * comes never waits for work on what came before. Nobody waits until another's work is done.
 */
export function createTurn(): Turn {
  let last = Promise.resolve();
  return () => {
    last = last.then(() => afterOthers());
    return last;
  };
}
