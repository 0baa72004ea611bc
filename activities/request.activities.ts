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

/** What an activity wrote; the workflow goes on from it. */
export type Written = Pick<Request, 'version' | 'changes' | 'endsAt' | 'flags' | 'verifiedGoneAt'>;

/** What came of one try at giving or taking back. */
export interface Tried {
  readonly written: Written;
  /** When to try again; undefined: not by itself. */
  readonly lookAgainInMs: number | undefined;
  /** The person left, or may not hold this any more: nothing was given, and why. */
  readonly notEligible?: string | undefined;
}

interface Deps {
  readonly store: Pick<Store, 'requests' | 'work'>;
  readonly ids: Ids;
  readonly lookUpDeciders: LookUpDeciders;
}

export function createRequestActivities({ store, ids, lookUpDeciders }: Deps): RequestActivities {
  const { requests, work } = store;
  return {
    openRequest: (request, facts) => requests.open(request, facts),
    async recordRequest(request, facts) {
      const recorded = await requests.record(request, facts);
      if (recorded === 'newer_is_stored') return;
      const isLate = facts.some(({ fact }) => fact === 'request.not_given_in_time');
      await (isLate ? raiseLateAlert({ work, ids }, request) : callOffLateAlert({ work }, request));
    },
    lookUpDeciders,
  };
}
