import { setTimeout as delay } from 'node:timers/promises';
import { CannotRun } from './cannot-run.ts';

const POLL_MS = 50;
const PATIENCE_S = 60;

/** Resolves when the app says that it is ready; a database to migrate or a slow disk may take it a while. */
export async function untilReady(url: string, logFile: string, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + PATIENCE_S * 1000;
  for (;;) {
    const answer = await ask(url, signal);
    if (answer === 200) return;
    if (performance.now() > deadline) {
      const said = typeof answer === 'number' ? `it answers ${answer}` : 'it does not answer';
      throw new CannotRun(`The app was not ready within ${PATIENCE_S} s (${said} at ${url}). See ${logFile}.`);
    }
    await delay(POLL_MS, undefined, { signal });
  }
}

async function ask(url: string, signal: AbortSignal): Promise<number | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(5_000)]) });
    await response.body?.cancel();
    return response.status;
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}
