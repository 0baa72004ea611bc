import { nextVersion, type Request } from '../../src/domain/request/request.ts';
import type { Instant } from '../../src/domain/time.ts';
import type { RequestWrite } from '../../src/ports/ledger-store.ts';
import type { RequestStore } from '../../src/ports/request-store.ts';
import { type Handed, recordRequest, type Tried, type Written } from '../request.activities.ts';
import type { LeaseDeps } from './deps.ts';

/** Where an activity stands: with something that is to be recorded before anything else, or with what is stored. */
export interface Standing extends Handed {
  readonly isRecorded: boolean;
  readonly stored: Request | undefined;
}

/**
 * An activity may run twice, because its answer was lost or its worker died: what the first run wrote is then newer than
 * what it was given, and is not done again.
 */
export async function standingOf(requests: RequestStore, { request, news }: Handed): Promise<Standing> {
  const stored = await requests.byId(request.id);
  if (stored === undefined || stored.version < request.version) return { request, news, isRecorded: false, stored };
  return { request: { ...request, ...writtenOf(stored) }, news: undefined, isRecorded: true, stored };
}

/** What to write, and over what. */
export type Write = RequestWrite & { readonly request: Request };

/** What to write together with the first thing that is done. */
export function beginningOf({ request, news = [], isRecorded, stored }: Standing, now: Instant): Write {
  return { request: isRecorded ? nextVersion(request, now) : request, facts: news, over: stored };
}

/** Records what there is to record, before an app is called or because nothing else is to be done now. */
export async function withNewsRecorded(deps: LeaseDeps, standing: Standing): Promise<Standing> {
  const { request, news, isRecorded, stored } = standing;
  if (isRecorded) return standing;
  const isRecordedNow = { news: undefined, isRecorded: true };
  // The workflow counted up for what would be written; nothing is.
  if (news === undefined) return { request: { ...request, version: request.version - 1 }, ...isRecordedNow, stored };
  await recordRequest(deps, request, news);
  return { request, ...isRecordedNow, stored: request };
}

/** Nothing is done now. */
export async function nothingDone(deps: LeaseDeps, standing: Standing, lookAgainInMs?: number): Promise<Tried> {
  return tried((await withNewsRecorded(deps, standing)).request, lookAgainInMs);
}

function writtenOf({ version, changes, endsAt, flags, verifiedGoneAt }: Request): Written {
  return { version, changes, endsAt, flags, verifiedGoneAt };
}

export function tried(request: Request, lookAgainInMs?: number): Tried {
  return { written: writtenOf(request), lookAgainInMs };
}

/**
 * The clock of a workflow, which is not the wall's: in a test it may be days ahead. It goes on from the moment that the
 * workflow handed over.
 */
export function clockFrom(now: Instant): () => Instant {
  const started = performance.now();
  return () => now + Math.round(performance.now() - started);
}
