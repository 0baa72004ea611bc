import type { AuditFact } from '../domain/audit/fact.ts';
import type { ClaimId, HoldingId, RequestId } from '../domain/ids.ts';
import type { Claim } from '../domain/ledger/claim.ts';
import type { Request } from '../domain/request/request.ts';
import { isFinal, stateOf } from '../domain/request/state.ts';
import { HOUR, MINUTE } from '../domain/time.ts';
import type { AlertKind } from '../domain/work/alert.ts';
import type { Clock, Ids } from '../ports/environment.ts';
import type { RequestGateway } from '../ports/request-gateway.ts';
import type { Store } from '../ports/store.ts';

export interface WatchDeps {
  readonly store: Store;
  readonly gateway: Pick<RequestGateway, 'isRunning' | 'listRunning' | 'restart' | 'startOffboarding'>;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Makes the app agree with what the ledger wants. */
  readonly reconcileHolding: (id: HoldingId) => Promise<unknown>;
  /** Has the record followed again, so that people are told; false where it is. Absent where nobody is told anything. */
  readonly followAgain?: (() => Promise<boolean>) | undefined;
}

export interface Found {
  readonly restarted: readonly RequestId[];
  readonly released: readonly RequestId[];
  readonly reconciled: readonly HoldingId[];
  readonly isFollowedAgain: boolean;
}

/** A request whose start is under way has a workflow in a moment. */
const YOUNG = 2 * MINUTE;

/** Its own workflow is given this long to end a lease. */
const GRACE = HOUR;

const PAGE = 200;
const MOST_IDS = 5000;
const SIDE_BY_SIDE = 20;

/**
 * Compares the two stores and mends what does not agree: a request that is not over and has no workflow, a claim past its
 * end whose request is over, a holding that is not as wanted. Whatever was lost, nothing stands for ever: what is found while
 * takings are paused is found again when they are not. Whoever is to be told of it is.
 */
export async function watch(deps: WatchDeps): Promise<Found> {
  const isFollowedAgain = (await deps.followAgain?.()) === true;
  await offboardAgain(deps);
  const restarted = await restartLost(deps);
  if (await areTakingsPaused(deps)) return { restarted, released: [], reconciled: [], isFollowedAgain };
  return { restarted, released: await releaseOverdue(deps), reconciled: await reconcileStray(deps), isFollowedAgain };
}

async function areTakingsPaused({ store, clock }: WatchDeps): Promise<boolean> {
  const pause = await store.switches.takingsPause();
  return pause?.confirmedBy !== undefined && pause.until > clock.now();
}

/** Somebody was said to have left, and nothing came of it: what was to be told was not. */
async function offboardAgain({ store, gateway }: WatchDeps): Promise<void> {
  for (const id of await store.people.leaversWithRequests(PAGE)) await gateway.startOffboarding(id);
}

/** Only what Temporal does not list is asked after: most of a hundred thousand leases sleep as they should. */
async function restartLost(deps: WatchDeps): Promise<RequestId[]> {
  const { store, gateway, clock } = deps;
  const listed = await gateway.listRunning();
  const restarted: RequestId[] = [];
  for (let after: RequestId | undefined; ; ) {
    const page = await store.requests.unfinishedIds(after, MOST_IDS);
    const missing = page.filter(({ id, createdAt }) => !listed.has(id) && clock.now() - createdAt >= YOUNG);
    for (const { id } of missing) if (await restartUnlessThere(deps, id)) restarted.push(id);
    after = page.at(-1)?.id;
    if (page.length < MOST_IDS) return restarted;
  }
}

async function restartUnlessThere(deps: WatchDeps, id: RequestId): Promise<boolean> {
  const request = await deps.store.requests.byId(id);
  if (request === undefined || isFinal(stateOf(request)) || (await deps.gateway.isRunning(request))) return false;
  return restart(deps, request);
}

/** False for an extension whose lease lives: that is the one to start again, and takes it along. */
async function restart(deps: WatchDeps, request: Request): Promise<boolean> {
  const run = request.run + 1;
  if (request.within === undefined) {
    const extension = await openExtensionOf(deps, request);
    await deps.gateway.restart({ ...request, run }, extension === undefined ? undefined : { ...extension, run });
  } else {
    if (!(await isOver(deps, request.within))) return false;
    await deps.gateway.restart({ ...request, run, kind: 're_raise', within: undefined });
  }
  await raise(deps, 'request_without_workflow', request.id);
  return true;
}

async function openExtensionOf({ store }: WatchDeps, lease: Request): Promise<Request | undefined> {
  for (let after: RequestId | undefined; ; ) {
    const theirs = await store.requests.concerning(lease.beneficiaryId, after, PAGE);
    const found = theirs.find(({ within }) => within === lease.id);
    if (found !== undefined || theirs.length < PAGE) return found;
    after = theirs.at(-1)?.id;
  }
}

/** Of a request that is over. One that is not has a workflow, by now, which ends its claims itself. */
async function releaseOverdue(deps: WatchDeps): Promise<RequestId[]> {
  const released: RequestId[] = [];
  const overdue = (after?: ClaimId) => deps.store.ledger.claimsOverdue(deps.clock.now() - GRACE, PAGE, after);
  for (let page = await overdue(); page.length > 0; page = await overdue(page.at(-1)?.id)) {
    for (const claim of page) {
      if (claim.requestId === undefined || !(await isOver(deps, claim.requestId))) continue;
      await release(deps, claim, claim.requestId);
      released.push(claim.requestId);
    }
  }
  return released;
}

async function isOver({ store }: WatchDeps, id: RequestId): Promise<boolean> {
  const request = await store.requests.byId(id);
  return request === undefined || isFinal(stateOf(request));
}

async function release(deps: WatchDeps, claim: Claim, requestId: RequestId): Promise<void> {
  const now = deps.clock.now();
  const fact: AuditFact = {
    ...{ fact: 'watchdog.mended', at: now, actor: { kind: 'system' }, surface: 'temporal' },
    ...{ subject: `request:${requestId}`, data: { claim: claim.id, what: 'claim past its end' } },
  };
  await deps.store.ledger.releaseClaims(requestId, [claim.changeId ?? ''], { now, lockMs: 1 }, { facts: [fact] });
  await deps.reconcileHolding(claim.holdingId);
  await raise(deps, 'claim_overdue', requestId);
}

/** Side by side: an app that does not answer is not in the way of all the others. */
async function reconcileStray({ store, reconcileHolding }: WatchDeps): Promise<HoldingId[]> {
  const reconciled: HoldingId[] = [];
  const stray = (after?: HoldingId) => store.ledger.holdingsNotAsWanted(SIDE_BY_SIDE, after);
  for (let page = await stray(); page.length > 0; page = await stray(page.at(-1)?.id)) {
    const ids = page.map(({ id }) => id);
    await Promise.all(ids.map((id) => reconcileHolding(id)));
    reconciled.push(...ids);
  }
  return reconciled;
}

async function raise({ store, ids, clock }: WatchDeps, kind: AlertKind, id: RequestId): Promise<void> {
  const subject = `request:${id}`;
  await store.work.raiseAlert({
    id: ids.newId('alert'),
    kind,
    subject,
    state: 'open',
    data: {},
    raisedAt: clock.now(),
  });
}
