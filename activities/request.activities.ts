import type { AuditFact } from '../src/domain/audit/fact.ts';
import type { Request } from '../src/domain/request/request.ts';
import type { Instant } from '../src/domain/time.ts';
import type { Ids } from '../src/ports/environment.ts';
import type { Opening } from '../src/ports/request-store.ts';
import type { Store } from '../src/ports/store.ts';
import { callOffLateAlert, raiseLateAlert } from './late-alert.ts';

/** What the workflow of a request asks of the world. Times are handed over: a workflow's clock is not the wall's. */
export interface RequestActivities {
  /** Inserts the request, or leaves what is stored; another open request for the same thing wins. */
  openRequest(request: Request, facts: readonly AuditFact[]): Promise<Opening>;
  recordRequest(request: Request, facts: readonly AuditFact[]): Promise<void>;
  /** Who decides, by the directory of now. */
  lookUpDeciders: LookUpDeciders;
}

export type LookUpDeciders = (request: Request, now: Instant) => Promise<Pick<Request, 'levels' | 'names'>>;

/**
 * What a workflow hands to an activity that records by itself: the snapshot to begin with, and what the record says of it;
 * without `news` nothing happened since the one before.
 */
export interface Handed {
  readonly request: Request;
  readonly news: readonly AuditFact[] | undefined;
}

/** What an activity wrote; the workflow goes on from it. */
export type Written = Pick<Request, 'version' | 'changes' | 'endsAt' | 'flags' | 'verifiedGoneAt'>;

/** What came of one try at giving or taking back. */
export interface Tried {
  readonly written: Written;
  /** When to try again; undefined: not by itself. */
  readonly lookAgainInMs: number | undefined;
  /** The person left, or may not hold this any more: nothing was given, and why. */
  readonly notEligible?: string | undefined;
  /** Too much else is being done with this app here: nothing was done, and it can be done on the queue for such work. */
  readonly isCrowded?: boolean | undefined;
}

interface Deps {
  readonly store: Pick<Store, 'requests' | 'work'>;
  readonly ids: Ids;
  readonly lookUpDeciders: LookUpDeciders;
}

export function createRequestActivities(deps: Deps): RequestActivities {
  return {
    openRequest: (request, facts) => deps.store.requests.open(request, facts),
    recordRequest: (request, facts) => recordRequest(deps, request, facts),
    lookUpDeciders: deps.lookUpDeciders,
  };
}

export async function recordRequest(
  { store: { requests, work }, ids }: Pick<Deps, 'store' | 'ids'>,
  request: Request,
  facts: readonly AuditFact[],
): Promise<void> {
  const recorded = await requests.record(request, facts);
  if (recorded === 'newer_is_stored') return;
  const isLate = facts.some(({ fact }) => fact === 'request.not_given_in_time');
  await (isLate ? raiseLateAlert({ work, ids }, request) : callOffLateAlert({ work }, request));
}
