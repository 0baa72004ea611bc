import { Context } from '@temporalio/activity';

const BEAT_MS = 3000;

/** Tells Temporal that the work is alive: if the worker dies, somebody else takes over within seconds, not minutes. */
export async function beating<T>(work: () => Promise<T>): Promise<T> {
  const context = Context.current();
  const timer = setInterval(() => context.heartbeat(), BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
