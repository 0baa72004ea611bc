import { interruptedCall, unreachable } from './problem.ts';
import { ok, type Result } from './result.ts';

export interface Heard {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export interface Call {
  readonly url: URL;
  readonly init: RequestInit;
  /** The server knows it by its key: sent again, it is not done again. */
  readonly isWrite: boolean;
}

export interface Line {
  readonly token: string | undefined;
  readonly fetch: typeof fetch;
  /** Ctrl-C. */
  readonly stopped: AbortSignal;
  readonly pause: (ms: number) => Promise<void>;
  readonly progress: (line: string) => void;
}

const PATIENCE_MS = 60_000;
const LONGEST_WAIT_S = 120;
const REPEATS_AFTER_MS = [500, 2000, 5000];

/**
 * Sends until there is an answer to tell: once more where there were too many calls and the server says how long to wait;
 * the same again under its key where nobody knows whether it arrived.
 */
export async function send(call: Call, line: Line): Promise<Result<Heard>> {
  let hasWaited = false;
  for (let repeats = 0; ; ) {
    const heard = await sendOnce(call, line);
    const seconds = hasWaited ? undefined : secondsToWait(heard);
    const repeatAfter = call.isWrite && isUnconfirmed(heard) ? REPEATS_AFTER_MS[repeats] : undefined;
    if (line.stopped.aborted) return heard;
    if (seconds !== undefined) {
      hasWaited = true;
      line.progress(`Too many calls. It is sent again in ${seconds} s.`);
      await line.pause(seconds * 1000);
    } else if (repeatAfter !== undefined) {
      repeats++;
      line.progress('Not confirmed. The same is sent again; it cannot be done twice.');
      await line.pause(repeatAfter);
    } else return heard;
  }
}

async function sendOnce(call: Call, line: Line): Promise<Result<Heard>> {
  try {
    const response = await ask(call, line, AbortSignal.timeout(PATIENCE_MS));
    return ok({ status: response.status, headers: response.headers, text: await response.text() });
  } catch (error) {
    return {
      ok: false,
      failure: line.stopped.aborted ? interruptedCall() : unreachable(call.url, error, call.isWrite),
    };
  }
}

/** What is long takes as long as it takes. */
export async function openOnce(url: URL, line: Line): Promise<Result<Response>> {
  try {
    return ok(await ask({ url, init: {} }, line));
  } catch (error) {
    return { ok: false, failure: line.stopped.aborted ? interruptedCall() : unreachable(url, error, false) };
  }
}

function ask({ url, init }: Pick<Call, 'url' | 'init'>, line: Line, ...limits: AbortSignal[]): Promise<Response> {
  const { token, fetch: send, stopped } = line;
  const headers = { ...init.headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
  // A redirect would carry a token to somewhere nobody named.
  return send(url, { ...init, headers, redirect: 'manual', signal: AbortSignal.any([stopped, ...limits]) });
}

function secondsToWait(heard: Result<Heard>): number | undefined {
  if (!heard.ok || heard.value.status !== 429) return undefined;
  const seconds = Number(heard.value.headers.get('retry-after') ?? Number.NaN);
  return seconds >= 0 && seconds <= LONGEST_WAIT_S ? Math.ceil(seconds) : undefined;
}

function isUnconfirmed(heard: Result<Heard>): boolean {
  if (!heard.ok) return heard.failure.code === 'not_confirmed';
  return heard.value.status === 503 && heard.value.text.includes('"not_confirmed"');
}
