import type { App } from '../../src/domain/catalog/app.ts';
import type { Change } from '../../src/domain/request/change.ts';
import type { Account } from '../../src/domain/ledger/claim.ts';
import { nextVersion, type Request } from '../../src/domain/request/request.ts';
import { beginTaking, recordTaking, type TakingOutcome, toTake } from '../../src/domain/request/take.ts';
import { HOUR, type Instant, SECOND } from '../../src/domain/time.ts';
import { accountFor } from './account.ts';
import type { Opened } from '../../src/ports/ledger-store.ts';
import type { LeaseDeps } from './deps.ts';
import { callOffLateAlert } from '../late-alert.ts';
import type { Handed, Tried } from '../request.activities.ts';
import { callOff, shoutThatItStands } from './alarms.ts';
import { openRemoval, type Removing } from './remove.ts';
import { type Outcome, reconcileAndWrite } from './rounds.ts';
import { beginningOf, clockFrom, nothingDone, type Standing, standingOf, tried } from './tried.ts';

export function createTaking(deps: LeaseDeps): (handed: Handed, now: Instant, attempt: number) => Promise<Tried> {
  return async (handed, now, attempt) => {
    const clock = clockFrom(now);
    const [standing, app, pausedMs] = await Promise.all([
      standingOf(deps.store.requests, handed),
      deps.store.catalog.appById(handed.request.appId),
      pauseLeft(deps),
    ]);
    const { request } = standing;
    const due = toTake(request, now);
    if (due.length === 0) return nothingDone(deps, standing);
    if (pausedMs > 0) return nothingDone(deps, standing, pausedMs);
    if (app === undefined) throw new Error(`${request.appId} is gone, with access to it still to be taken back`);
    const written = await takeBack(deps, { standing, app, clock, changeIds: due.map(({ id }) => id) });
    const isGone = toTake(written, now).length === 0;
    const about = { request: written, app, at: clock() };
    if (!isGone && canBeRead(deps, app)) await shoutThatItStands(deps, about);
    if (isGone && attempt > 1) await callOff(deps, 'deprovision', request, about);
    await callOffLateAlert(deps.store, written);
    const isFailing = written.changes.some(({ state, failure }) => state === 'taking' && failure !== undefined);
    return tried(written, isGone ? undefined : backoff(attempt, isFailing));
  };
}

/** Where people take away by hand, their task is what reminds and shouts. */
function canBeRead({ connectors }: LeaseDeps, app: App): boolean {
  try {
    return connectors(app.connector).describe(app).proof === 'read_back';
  } catch {
    return true;
  }
}

interface Taking {
  readonly standing: Standing;
  readonly app: App;
  readonly clock: () => Instant;
  readonly changeIds: readonly string[];
}

async function takeBack(deps: LeaseDeps, { standing, app, clock, changeIds }: Taking): Promise<Request> {
  const beginning = beginningOf(standing, clock());
  const { request } = standing;
  const begun = beginTaking(beginning.request, changeIds, beginning.request.asOf);
  const lockWish = () => deps.reconcile.lockWishFor(app, changeIds.length);
  const removals = request.changes.filter(({ id, op }) => op === 'remove' && changeIds.includes(id));
  const own = changeIds.filter((id) => removals.every((removal) => removal.id !== id));
  const write = { ...beginning, request: begun.request, facts: [...beginning.facts, ...begun.facts] };
  const released = await deps.store.ledger.releaseClaims(request.id, own, lockWish(), write);
  const opened: Opened[] = [];
  for (const one of released) {
    opened.push(one.opened === 'nothing' ? await lookAnyway(deps, { request, app, lockWish }, one) : one);
  }
  for (const removal of removals) opened.push(await openRemoval(deps, { request, app, lockWish }, removal));
  return reconcileAndWrite(
    { ledger: deps.store.ledger, reconcile: deps.reconcile, holder: request.id },
    {
      opened,
      lockWish,
      write: (outcomes) => {
        const at = clock();
        const taken = [...outcomes].map(([id, outcome]) => takingOutcome(id, outcome, at));
        const step = recordTaking(begun.request, taken, at);
        return { ...step, request: nextVersion(step.request, at), over: begun.request };
      },
    },
  );
}

/**
 * The ledger has no claim of this change. It was never made, or the database was restored to a day before it: then what it
 * stood for may be held, and only the app can say. Without an account there is nothing that could be.
 */
async function lookAnyway(deps: LeaseDeps, { request, app, lockWish }: Removing, opened: Opened): Promise<Opened> {
  const change = request.changes.find(({ id }) => id === opened.changeId);
  const account = change === undefined ? undefined : await knownAccount(deps, request, app, change);
  if (change === undefined || account === undefined) return opened;
  const place = { accountId: account.id, entitlementId: change.entitlementId };
  const wish = { ...lockWish(), holder: request.id };
  return { ...(await deps.store.ledger.lockAnyway(place, wish)), changeId: change.id };
}

async function knownAccount(deps: LeaseDeps, request: Request, app: App, change: Change): Promise<Account | undefined> {
  const known = await deps.store.ledger.accountOf(app.id, request.beneficiaryId);
  if (known !== undefined || change.effectiveAt === undefined) return known;
  const person = await deps.store.people.byId(request.beneficiaryId);
  const account = person === undefined ? undefined : await accountFor(deps, app, person);
  if (account !== undefined && !('failure' in account)) return account;
  throw new Error(`${request.id} was given, and the account it was given to cannot be found`);
}

function takingOutcome(changeId: string, outcome: Outcome, at: Instant): TakingOutcome {
  switch (outcome.result) {
    case 'as_wanted': {
      const { actual, proof } = outcome.settled;
      if (actual.seen === 'present') return { changeId, outcome: 'kept' };
      return { changeId, outcome: 'gone', proof: { ...(proof ?? { kind: 'read_back' }), at } };
    }
    case 'nothing':
      return { changeId, outcome: 'never_claimed' };
    case 'failed':
      // Somebody else is to have more than there is: of what ends here, nothing is left to take.
      if (outcome.withheld === true && outcome.settled.actual.seen === 'present') return { changeId, outcome: 'kept' };
      return { changeId, outcome: 'not_yet', message: outcome.message };
    case 'refused':
      return { changeId, outcome: 'not_yet', message: outcome.why };
    case 'pending':
    case 'busy':
    case 'unknown_holding':
      return { changeId, outcome: 'not_yet', message: undefined };
    default:
      return outcome satisfies never;
  }
}

/** Never longer than an hour: it is tried for as long as it takes. What only takes its time is looked at sooner. */
function backoff(attempt: number, isFailing: boolean): number {
  return Math.min((isFailing ? SECOND : SECOND / 8) * 2 ** attempt, HOUR);
}

/** Two admins may agree that nothing is taken back for a while; it ends by itself. */
async function pauseLeft({ store }: LeaseDeps): Promise<number> {
  const pause = await store.switches.takingsPause();
  return pause?.confirmedBy === undefined ? 0 : pause.until - Date.now();
}
