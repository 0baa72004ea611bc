import { startOf } from '../../src/domain/lease/lease.ts';
import { noticesOf } from '../../src/domain/lease/notices.ts';
import { cancel } from '../../src/domain/request/close.ts';
import { beginGiving, toGive } from '../../src/domain/request/give.ts';
import { giveUpRest, hasBeenGiven, isAwaited, lastMomentToGive, missTheEnd } from '../../src/domain/request/late.ts';
import type { Request } from '../../src/domain/request/request.ts';
import { BY_WORKFLOW, step } from '../../src/domain/request/step.ts';
import { askForEnd, toTake } from '../../src/domain/request/take.ts';
import { HOUR, type Instant } from '../../src/domain/time.ts';
import { leaseActivities, workOnAccess } from './activities.ts';
import { attendToExtension } from './extension.ts';
import type { Life } from './life.ts';
import type { RequestState } from './request-state.ts';

/** Sleeps until the start that was approved, unless the request is called off before. */
export async function untilStart(state: RequestState): Promise<void> {
  const start = startOf(state.request.lease.granted ?? state.request.lease.asked);
  while (start !== undefined && start > Date.now() && !state.isOver) await state.untilChanged(state.happened, start);
}

/**
 * The lease. Each round looks at what is so now, gives what is due, takes what is over, and sleeps until the next moment
 * that matters or the next message. It does not matter how it came here: a workflow that was restarted simply goes on.
 */
export async function holdUntilOver(life: Life): Promise<void> {
  const state = life.lease;
  let noticedUpTo = state.toldUpTo;
  let toldEnd = state.request.endsAt;
  let tries = NO_TRIES;
  while (!state.isOver && !state.isFull) {
    const seen = state.happened;
    attendToExtension(life);
    const taken = await takeWhatIsOver(life, tries.take + 1);
    const kept = state.request.endsAt === toldEnd ? [] : await keepWhatIsHeld(state, tries.keep + 1);
    const given = await giveWhatIsDue(state, tries.give + 1);
    if (kept.length === 0) toldEnd = state.request.endsAt;
    noticedUpTo = await notice(state, noticedUpTo);
    if (state.isOver) return;
    const moments = [...momentsOf(state.request, noticedUpTo), ...given, ...taken, ...kept];
    const changed = await state.untilChanged(seen, moments.length === 0 ? undefined : Math.min(...moments));
    tries = changed ? NO_TRIES : more(tries, { give: given.length, take: taken.length, keep: kept.length });
  }
}

/** Tries that came to nothing make the next ones rarer; whoever says something starts anew. */
const NO_TRIES = { give: 0, take: 0, keep: 0 };
const more = (one: typeof NO_TRIES, { give, take, keep }: typeof NO_TRIES): typeof NO_TRIES => ({
  give: one.give + give,
  take: one.take + take,
  keep: one.keep + keep,
});

/** For a way out that nobody planned: whatever may be held is taken back, for ever if need be. */
export async function takeBackEverything(life: Life, unplanned: unknown): Promise<never> {
  const state = life.lease;
  if (state.mayHold) state.apply(askForEnd(state.request, { at: Date.now(), why: 'operator' }, BY_WORKFLOW));
  for (let attempt = 1; state.mayHold; attempt++) {
    const seen = state.happened;
    const [lookAgainAt] = await takeWhatIsOver(life, attempt);
    if (lookAgainAt !== undefined) await state.untilChanged(seen, lookAgainAt);
  }
  await state.record();
  throw unplanned;
}

/** The moment at which to try again, if something is not there yet. */
async function giveWhatIsDue(state: RequestState, attempt: number): Promise<Instant[]> {
  await state.untilNobodyWrites();
  if (state.isUnwanted || toGive(state.request).length === 0) return [];
  if ((lastMomentToGive(state.request) ?? Number.POSITIVE_INFINITY) <= Date.now()) {
    state.apply(missTheEnd(state.request, Date.now()));
    await state.record();
    return [];
  }
  const given = await state.entrust(beginAll, (handed) => workOnAccess('giveAccess', handed, attempt));
  if (given.notEligible === undefined || state.isUnwanted) return momentAfter(given.lookAgainInMs);
  const refuse = hasBeenGiven(state.request) ? giveUpRest : cancelled;
  state.apply(refuse(state.request, Date.now(), given.notEligible));
  await state.record();
  return [];
}

async function takeWhatIsOver(life: Life, attempt: number): Promise<Instant[]> {
  const { lease } = life;
  await lease.untilNobodyWrites();
  if (toTake(lease.request, Date.now()).length === 0) return [];
  life.isTaking = true;
  try {
    const taken = await lease.entrust(asItIs, (handed) => workOnAccess('takeAccessBack', handed, attempt));
    return momentAfter(taken.lookAgainInMs);
  } finally {
    life.isTaking = false;
  }
}

/** An end was put off: some apps keep one of their own. */
async function keepWhatIsHeld(state: RequestState, attempt: number): Promise<Instant[]> {
  await state.record();
  const { keepAccess } = leaseActivities();
  const { lookAgainInMs } = await keepAccess(state.request);
  return momentAfter(lookAgainInMs === undefined ? undefined : Math.min(lookAgainInMs * 2 ** (attempt - 1), HOUR));
}

const beginAll = (request: Request) =>
  beginGiving(
    request,
    toGive(request).map(({ id }) => id),
  );
const asItIs = (request: Request) => request;
const cancelled = (request: Request, at: Instant, why: string) => cancel(request, at, BY_WORKFLOW, why);

function momentAfter(ms: number | undefined): Instant[] {
  return ms === undefined ? [] : [Date.now() + ms];
}

/**
 * Ends, the notices before them, and the moment by which the access should have been there. Only what was told is left
 * out for being past: an end, or a next try, that came while something else was done is due at once.
 */
function momentsOf(request: Request, toldUpTo: Instant): Instant[] {
  const ends = request.changes.flatMap(({ state, endsAt }) =>
    state === 'given' && endsAt !== undefined ? [endsAt] : [],
  );
  const last = lastMomentToGive(request);
  const told = [...noticesAt(request), ...giveByAt(request)].filter((at) => at > toldUpTo);
  return [...ends, ...(last === undefined ? [] : [last]), ...told];
}

function noticesAt({ changes }: Request): Instant[] {
  return changes.flatMap(({ state, effectiveAt, endsAt }) =>
    state === 'given' && effectiveAt !== undefined && endsAt !== undefined ? noticesOf(effectiveAt, endsAt) : [],
  );
}

function giveByAt(request: Request): Instant[] {
  const { giveBy } = request.clocks;
  return giveBy !== undefined && isAwaited(request) ? [giveBy] : [];
}

/** Tells once about each moment that has come since `since`: the end is near, or what was approved is still not there. */
async function notice(state: RequestState, since: Instant): Promise<Instant> {
  const now = Date.now();
  const { request } = state;
  const hasCome = (at: Instant) => at > since && at <= now;
  if (noticesAt(request).some(hasCome)) {
    state.apply(step(request, 'request.ends_soon', now, BY_WORKFLOW, { endsAt: request.endsAt }));
  }
  if (giveByAt(request).some(hasCome)) state.apply(step(state.request, 'request.not_given_in_time', now, BY_WORKFLOW));
  await state.record();
  return now;
}
