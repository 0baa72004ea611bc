import type { z } from 'zod';
import { EXIT } from './exit-codes.ts';
import { failureOf, notUnderstood, unreachable } from './problem.ts';
import type { Failure, Result } from './result.ts';

const PATIENCE_MS = 60_000;

export interface Written<T> {
  /** False: kept durably, and not applied yet. */
  readonly applied: boolean;
  readonly value: T;
}

export interface Api {
  read<T extends z.ZodType>(answer: T, path: string, query?: Query): Promise<Result<z.output<T>>>;
  write<T extends z.ZodType>(answer: T, path: string, body: object): Promise<Result<Written<z.output<T>>>>;
  /** As it was answered, whatever it was. */
  raw(path: string): Promise<Result<Response>>;
}

type Query = { readonly [name: string]: string | undefined };

interface Options {
  readonly url: string;
  readonly token: string | undefined;
  readonly key: string;
  readonly fetch: typeof fetch;
  /** For a terminal: without characters that would move its cursor. */
  readonly revive?: ((name: string, value: unknown) => unknown) | undefined;
}

/** The API as the commands call it. Every write carries the key of this invocation: sent again, it is not done again. */
export function createApi(options: Options): Api {
  const { url: base, key, revive } = options;
  const send = createSending(options);

  async function answered<T extends z.ZodType>(answer: T, url: URL, init: RequestInit = {}) {
    const response = await send(url, init);
    if (!response.ok) return response;
    const body = await bodyOf(response.value, revive);
    if (!response.value.ok) return { ok: false as const, failure: failureOf(response.value.status, body, url) };
    const parsed = answer.safeParse(body);
    if (!parsed.success) return { ok: false as const, failure: notUnderstood(url, whatIsWrong(parsed.error)) };
    return { ok: true as const, value: { applied: response.value.status !== 202, value: parsed.data } };
  }

  return {
    async read(answer, path, query = {}) {
      const read = await answered(answer, urlOf(base, path, query));
      return read.ok ? { ok: true, value: read.value.value } : read;
    },
    async write(answer, path, body) {
      const headers = { 'content-type': 'application/json', 'idempotency-key': key };
      const init = { method: 'POST', headers, body: JSON.stringify(body) };
      const written = await answered(answer, urlOf(base, path), init);
      return written.ok ? written : { ok: false, failure: withKey(written.failure, key) };
    },
    raw: (path) => send(new URL(path, base), {}),
  };
}

function createSending({ token, fetch: ask }: Options) {
  return async (url: URL, init: RequestInit): Promise<Result<Response>> => {
    const headers = { ...init.headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
    try {
      // A redirect would carry a write to somewhere nobody named.
      const signal = AbortSignal.timeout(PATIENCE_MS);
      return { ok: true, value: await ask(url, { ...init, headers, redirect: 'manual', signal }) };
    } catch (error) {
      return { ok: false, failure: unreachable(url, error) };
    }
  };
}

function urlOf(base: string, path: string, query: Query = {}): URL {
  const url = new URL(`/api/v1${path}`, base);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
  return url;
}

async function bodyOf(response: Response, revive: Options['revive']): Promise<unknown> {
  try {
    return JSON.parse(await response.text(), revive);
  } catch {
    return undefined;
  }
}

function whatIsWrong({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.join('.') || 'the answer'}: ${issue?.message ?? 'not as expected'}`;
}

function withKey(failure: Failure, key: string): Failure {
  return failure.exit === EXIT.unavailable || failure.exit === EXIT.notUnderstood ? { ...failure, key } : failure;
}
