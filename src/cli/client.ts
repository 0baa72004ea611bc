import type { z } from 'zod';
import { EXIT } from './exit-codes.ts';
import { harmlessStrings } from './output/harmless.ts';
import { failureOf, notUnderstood } from './problem.ts';
import { type Failure, ok, type Result } from './result.ts';
import { type Call, type Line, openOnce, send } from './sending.ts';

export interface Answer<T> {
  readonly value: T;
  /** As it came, for machines. */
  readonly text: string;
  /** False: kept durably, and not applied yet. */
  readonly applied: boolean;
}

/** The API as the commands call it. */
export interface Api {
  read<T extends z.ZodType>(answer: T, path: string, query?: Query): Promise<Result<Answer<z.output<T>>>>;
  /** Carries the key of this invocation. */
  write<T extends z.ZodType>(answer: T, path: string, body: object): Promise<Result<Answer<z.output<T>>>>;
  /** An answer that is too long to be kept. */
  open(path: string): Promise<Result<AsyncIterable<string>>>;
}

export type Query = { readonly [name: string]: string | undefined };

interface Options extends Line {
  readonly url: string;
  readonly key: string;
}

export function createApi(options: Options): Api {
  const { url: base, key } = options;

  async function answered<T extends z.ZodType>(answer: T, call: Call): Promise<Result<Answer<z.output<T>>>> {
    const heard = await send(call, options);
    if (!heard.ok) return heard;
    const { status, text } = heard.value;
    const body = parsed(text);
    if (status >= 300) return { ok: false, failure: failureOf(status, { body, text }, call.url) };
    const fits = answer.safeParse(body);
    if (!fits.success) return { ok: false, failure: notUnderstood(call.url, whatIsWrong(fits.error)) };
    return ok({ value: fits.data, text, applied: status !== 202 });
  }

  return {
    read: (answer, path, query = {}) => answered(answer, { url: urlOf(base, path, query), init: {}, isWrite: false }),
    async write(answer, path, body) {
      const headers = { 'content-type': 'application/json', 'idempotency-key': key };
      const init = { method: 'POST', headers, body: JSON.stringify(body) };
      const written = await answered(answer, { url: urlOf(base, path), init, isWrite: true });
      return written.ok ? written : { ok: false, failure: withKey(written.failure, key) };
    },
    async open(path) {
      const url = urlOf(base, path);
      const opened = await openOnce(url, options);
      if (!opened.ok || opened.value.ok) return opened.ok ? ok(chunksOf(opened.value)) : opened;
      const text = await opened.value.text();
      return { ok: false, failure: failureOf(opened.value.status, { body: parsed(text), text }, url) };
    },
  };
}

async function* chunksOf({ body }: Response): AsyncGenerator<string> {
  if (body !== null) yield* body.pipeThrough(new TextDecoderStream());
}

function urlOf(base: string, path: string, query: Query = {}): URL {
  const url = new URL(`/api/v1${path}`, base);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
  return url;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text, harmlessStrings);
  } catch {
    return undefined;
  }
}

function whatIsWrong({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.join('.') || 'the answer'}: ${issue?.message ?? 'not as expected'}`;
}

const MAY_HAVE_ARRIVED = new Set<Failure['exit']>([EXIT.unavailable, EXIT.notUnderstood, EXIT.interrupted]);
/** Of these it is known that nothing was done. */
const NOTHING_DONE = new Set(['unavailable', 'too_many']);

function withKey(failure: Failure, key: string): Failure {
  const mayHaveArrived = MAY_HAVE_ARRIVED.has(failure.exit) && !NOTHING_DONE.has(failure.code);
  return mayHaveArrived ? { ...failure, key } : failure;
}
