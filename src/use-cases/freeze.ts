import { ok, type Result, refused } from '../domain/errors.ts';
import type { AppId } from '../domain/ids.ts';
import { may } from '../domain/people/rights.ts';
import type { Request } from '../domain/request/request.ts';
import { stateOf } from '../domain/request/state.ts';
import { DAY, type Instant } from '../domain/time.ts';
import type { Clock } from '../ports/environment.ts';
import type { RequestGateway } from '../ports/request-gateway.ts';
import type { Store } from '../ports/store.ts';
import type { Acting } from './acting.ts';

interface Deps {
  readonly store: Store;
  readonly gateway: Pick<RequestGateway, 'nudge'>;
  readonly clock: Clock;
}

const PAGE = 500;

/** Nothing is given while frozen, in one app or in all; takings go on. What waits is given when it is over. */
export async function setFrozen(
  deps: Deps,
  acting: Acting,
  app: AppId | 'all',
  frozen: boolean,
  reason?: string,
): Promise<Result<true>> {
  if (!may('freeze', acting.person.roles)) return refused('not_allowed', 'Only admins freeze giving.');
  const fact = frozen ? 'app.frozen' : 'app.unfrozen';
  await deps.store.switches.freeze(app, frozen, [
    { fact, at: deps.clock.now(), subject: `app:${app}`, data: { reason }, ...acting.origin },
  ]);
  if (!frozen) await nudgeWaiting(deps);
  return ok(true);
}

/** A start may have come since the last snapshot was taken: what was scheduled then waits now. */
async function nudgeWaiting({ store, gateway, clock }: Deps): Promise<void> {
  const asOf = clock.now();
  const isWaiting = (request: Request) => ['approved', 'provisioning'].includes(stateOf({ ...request, asOf }));
  for (let after: Parameters<Store['requests']['unfinished']>[0]; ; ) {
    const page = await store.requests.unfinished(after, PAGE);
    await gateway.nudge(page.filter(isWaiting));
    after = page.at(-1)?.id;
    if (page.length < PAGE) return;
  }
}

const LONGEST_PAUSE = 7 * DAY;

/** Nothing is taken back until then, once a second admin says the same. */
export async function pauseTakings(deps: Deps, acting: Acting, until: Instant): Promise<Result<'proposed' | 'paused'>> {
  const now = deps.clock.now();
  if (!may('pause_takings', acting.person.roles)) return refused('not_allowed', 'Only admins pause takings.');
  if (until <= now || until > now + LONGEST_PAUSE) {
    return refused('malformed', 'A pause ends within the next 7 days.', { field: 'until' });
  }
  const proposed = await deps.store.switches.takingsPause();
  const isSecond = proposed !== undefined && proposed.until === until && proposed.proposedBy !== acting.person.id;
  const proposedBy = isSecond ? proposed.proposedBy : acting.person.id;
  const pause = { proposedBy, confirmedBy: isSecond ? acting.person.id : undefined, until };
  const fact = isSecond ? 'takings.paused' : 'takings.pause_proposed';
  await deps.store.switches.setTakingsPause(pause, [
    { fact, at: now, subject: 'takings', data: { until }, ...acting.origin },
  ]);
  return ok(isSecond ? 'paused' : 'proposed');
}

export async function resumeTakings(deps: Deps, acting: Acting): Promise<Result<true>> {
  if (!may('pause_takings', acting.person.roles)) return refused('not_allowed', 'Only admins resume takings.');
  const fact = { fact: 'takings.resumed', at: deps.clock.now(), subject: 'takings', ...acting.origin } as const;
  await deps.store.switches.setTakingsPause(undefined, [fact]);
  return ok(true);
}
