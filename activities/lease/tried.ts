import type { Request } from '../../src/domain/request/request.ts';
import type { Instant } from '../../src/domain/time.ts';
import type { RequestStore } from '../../src/ports/request-store.ts';
import type { Tried, Written } from '../request.activities.ts';

/**
 * Where to go on from. An activity may run twice, because its answer was lost or its worker died: what the first run
 * wrote is then newer than what it was given, and is not done again.
 */
export async function goOnFrom(requests: RequestStore, request: Request): Promise<Request> {
  const stored = await requests.byId(request.id);
  return stored !== undefined && stored.version > request.version ? { ...request, ...writtenOf(stored) } : request;
}

export function writtenOf({ version, changes, endsAt, flags, verifiedGoneAt }: Request): Written {
  return { version, changes, endsAt, flags, verifiedGoneAt };
}

export function tried(request: Request, lookAgainInMs?: number): Tried {
  return { written: writtenOf(request), lookAgainInMs };
}

/** The next snapshot, to be written together with what it tells of. */
export function nextVersion(request: Request, asOf: Instant): Request {
  return { ...request, version: request.version + 1, asOf };
}

/**
 * The clock of a workflow, which is not the wall's: in a test it may be days ahead. It goes on from the moment that the
 * workflow handed over.
 */
export function clockFrom(now: Instant): () => Instant {
  const started = performance.now();
  return () => now + Math.round(performance.now() - started);
}
