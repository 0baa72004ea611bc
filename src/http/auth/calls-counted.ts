import type { Context, MiddlewareHandler } from 'hono';
import { refused } from '../../domain/errors.ts';
import type { HttpDeps } from '../deps.ts';
import { problemResponse } from '../problem.ts';

type Deps = Pick<HttpDeps, 'clock' | 'rateLimit'>;

/** The answer to one call too many by whoever `key` names, or undefined. */
export function tooMany(c: Context, { clock, rateLimit }: Deps, key: string): Response | undefined {
  const seconds = rateLimit?.(key, clock.now());
  if (seconds === undefined) return undefined;
  c.header('retry-after', String(seconds));
  const sentence = `Too many calls. Nothing was done; try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`;
  return problemResponse(c, refused('too_many', sentence).problem);
}

/** Whoever shows no valid token is counted by where they call from: nobody guesses tokens or links for long. */
export function addressOf(c: Context): string {
  const { incoming } = (c.env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } };
  return `address ${incoming?.socket?.remoteAddress ?? 'unknown'}`;
}

/** For doors that need no token. */
export function callsCounted(deps: Deps): MiddlewareHandler {
  return async (c, next) => tooMany(c, deps, addressOf(c)) ?? (await next());
}
