import type { App } from '../../src/domain/catalog/app.ts';
import type { Entitlement } from '../../src/domain/catalog/entitlement.ts';
import { leaseWindow } from '../../src/domain/lease/lease-window.ts';
import type { Account } from '../../src/domain/ledger/claim.ts';
import type { Person } from '../../src/domain/people/person.ts';
import { offeringAll, requestable } from '../../src/domain/policy/requestable.ts';
import { type GivingOutcome, recordGiving, toGive } from '../../src/domain/request/give.ts';
import { nextVersion, type Request } from '../../src/domain/request/request.ts';
import { HOUR, type Instant, SECOND } from '../../src/domain/time.ts';
import type { LeaseDeps } from './deps.ts';
import { callOffLateAlert } from '../late-alert.ts';
import type { Handed, Tried } from '../request.activities.ts';
import { madeAccount } from './account.ts';
import { askAboutFailures, askForReview, callOff } from './alarms.ts';
import { claimOf } from './claim.ts';
import { type Outcome, reconcileAndWrite } from './rounds.ts';
import { beginningOf, clockFrom, nothingDone, type Standing, standingOf, tried, withNewsRecorded } from './tried.ts';

/** After this many tries it is not a passing trouble any more: the app's owner gets a task. */
const MOST_TRIES = 5;

export function createGiving(deps: LeaseDeps): (handed: Handed, now: Instant, attempt: number) => Promise<Tried> {
  return async (handed, now, attempt) => {
    const clock = clockFrom(now);
    const [standing, surroundings] = await Promise.all([
      standingOf(deps.store.requests, handed),
      surroundingsOf(deps, handed.request),
    ]);
    const { request } = standing;
    if (toGive(request).length === 0) return nothingDone(deps, standing);
    const { app, person, known } = surroundings;
    const why = whyNotEligible(request, surroundings);
    if (app === undefined || person === undefined || why !== undefined) {
      return { ...(await nothingDone(deps, standing)), notEligible: why };
    }
    if (app.frozen) return nothingDone(deps, standing, backoff(attempt));
    if (known?.status === 'active') return give(deps, { standing, app, account: known, clock, attempt });
    const recorded = await withNewsRecorded(deps, standing);
    const account = await madeAccount(deps, app, person, known);
    if ('failure' in account) return withoutAccount(deps, { standing: recorded, app, clock, attempt }, account);
    return give(deps, { standing: recorded, app, account, clock, attempt });
  };
}

interface Try {
  readonly standing: Standing;
  readonly app: App;
  readonly clock: () => Instant;
  readonly attempt: number;
}

interface Giving extends Try {
  readonly account: Account;
}

/** Nothing was claimed and nothing asked of the app; whoever waits for it is told all the same. */
async function withoutAccount(
  deps: LeaseDeps,
  { standing, app, clock, attempt }: Try,
  failure: Failed,
): Promise<Tried> {
  const at = clock();
  const { request } = standing;
  const lookAgain: number[] = [];
  const outcomes = toGive(request).map(({ id }) => failedOutcome(id, failure, { at, attempt, lookAgain }));
  const { request: failed, facts } = recordGiving(request, outcomes, at, undefined);
  if (facts.length === 0) return tried(request, Math.min(...lookAgain));
  const written = nextVersion(failed, at);
  await deps.store.requests.record(written, facts);
  await askAboutFailures(deps, { request: written, app, at });
  return tried(written, Math.min(...lookAgain));
}

async function give(deps: LeaseDeps, { standing, app, account, clock, attempt }: Giving): Promise<Tried> {
  const { request } = standing;
  const calendar = deps.calendarOf(request.lease.zone);
  const endsAt = (from: Instant): Instant | undefined => {
    const { asked, granted, ceilings = [] } = request.lease;
    const window = leaseWindow(granted ?? asked, ceilings, from, calendar);
    return window === 'lapsed' ? from : window.endsAt;
  };
  const changes = toGive(request);
  const beginning = beginningOf(standing, clock());
  const begun = beginning.request;
  const claims = changes.map((change) => claimOf(request, change, account, endsAt(clock())));
  const lockWish = () => deps.reconcile.lockWishFor(app, claims.length);
  const opened = await deps.store.ledger.addClaims(claims, lockWish(), beginning);
  const lookAgain: number[] = [];
  const written = await reconcileAndWrite(
    { ledger: deps.store.ledger, reconcile: deps.reconcile, holder: request.id },
    {
      opened,
      lockWish,
      write: (outcomes) => {
        const at = clock();
        lookAgain.splice(0);
        const given = [...outcomes].map(([id, outcome]) => givingOutcome(id, outcome, { at, attempt, lookAgain }));
        const step = recordGiving(begun, given, at, endsAt(at));
        return { ...step, request: nextVersion(step.request, at), over: begun };
      },
    },
  );
  const about = { request: written, app, at: clock() };
  await askAboutFailures(deps, about);
  await askForReview(deps, about);
  await callOff(deps, 'check_failure', request, about);
  await callOffLateAlert(deps.store, written);
  return tried(written, lookAgain.length === 0 ? undefined : Math.min(...lookAgain));
}

interface Moment {
  readonly at: Instant;
  readonly attempt: number;
  readonly lookAgain: number[];
}

function givingOutcome(changeId: string, outcome: Outcome, { at, attempt, lookAgain }: Moment): GivingOutcome {
  switch (outcome.result) {
    case 'as_wanted':
      return { changeId, outcome: 'given', proof: { ...(outcome.settled.proof ?? { kind: 'read_back' }), at } };
    case 'refused':
      return { changeId, outcome: 'failed', message: outcome.why };
    case 'failed':
      return failedOutcome(changeId, outcome, { at, attempt, lookAgain });
    case 'pending':
      lookAgain.push(untilMs(outcome.until));
      return { changeId, outcome: 'not_yet' };
    case 'busy':
      // A lock is meant to last longer than any call; mostly it is free again in a moment.
      lookAgain.push(Math.min(untilMs(outcome.until), backoff(attempt)));
      return { changeId, outcome: 'not_yet' };
    case 'nothing':
    case 'unknown_holding':
      lookAgain.push(backoff(attempt));
      return { changeId, outcome: 'not_yet' };
    default:
      return outcome satisfies never;
  }
}

type Failed = Pick<Extract<Outcome, { result: 'failed' }>, 'failure' | 'message' | 'until'>;

function failedOutcome(changeId: string, failed: Failed, { attempt, lookAgain }: Moment): GivingOutcome {
  const { failure, message, until } = failed;
  const hopeless = failure === 'permanent' || failure === 'needs_person';
  lookAgain.push(until === undefined ? (hopeless ? HOUR : backoff(attempt)) : untilMs(until));
  return hopeless || attempt >= MOST_TRIES
    ? { changeId, outcome: 'failed', message }
    : { changeId, outcome: 'not_yet' };
}

/** The connector's moments are the wall's: what matters is how far they are away. */
function untilMs(until: Instant): number {
  return Math.max(SECOND, until - Date.now());
}

function backoff(attempt: number): number {
  return Math.min(SECOND * 2 ** attempt, HOUR);
}

interface Surroundings {
  readonly app: App | undefined;
  readonly person: Person | undefined;
  readonly entitlements: readonly Entitlement[];
  readonly known: Account | undefined;
}

/** Asked for in one moment. */
async function surroundingsOf({ store }: LeaseDeps, { appId, beneficiaryId, changes }: Request): Promise<Surroundings> {
  const ids = changes.map(({ entitlementId }) => entitlementId);
  const [app, person, entitlements, known] = await Promise.all([
    store.catalog.appById(appId),
    store.people.byId(beneficiaryId),
    store.catalog.entitlementsOf(appId, ids),
    store.ledger.accountOf(appId, beneficiaryId),
  ]);
  return { app, person, entitlements, known };
}

/** Looked at again before anything is given: between approval and now people leave or move, and apps are closed. */
function whyNotEligible(request: Request, { app, person, entitlements }: Surroundings): string | undefined {
  const asked = new Set(toGive(request).map(({ entitlementId }) => entitlementId));
  if (person?.status !== 'active') return `${person?.name ?? 'The person it is for'} has left.`;
  if (app === undefined || app.archived) return 'The app is no longer there.';
  const offered = request.kind === 'direct_grant' ? offeringAll(app) : app;
  for (const entitlement of entitlements.filter(({ id }) => asked.has(id))) {
    const may = requestable({ app: offered, entitlement, beneficiary: person });
    if (!may.ok) return may.problem.detail;
  }
  return undefined;
}
