/** Ctrl-C reaches us twice when npm passes on what the terminal has sent already: that is no second Ctrl-C. */
const SAME_KEYPRESS_MS = 400;

export interface StopWish {
  readonly requested: AbortSignal;
  /** Somebody asked again: children are no longer waited for. */
  readonly hurried: AbortSignal;
}

export function listenForStop(source: NodeJS.EventEmitter, now: () => number = () => performance.now()): StopWish {
  const requested = new AbortController();
  const hurried = new AbortController();
  let first: number | undefined;
  const hear = () => {
    first ??= now();
    if (!requested.signal.aborted) requested.abort();
    else if (now() - first > SAME_KEYPRESS_MS) hurried.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) source.on(signal, hear);
  return { requested: requested.signal, hurried: hurried.signal };
}
