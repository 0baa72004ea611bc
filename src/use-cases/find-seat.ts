import { ok, type Result, refused } from '../domain/errors.ts';
import type { PersonId } from '../domain/ids.ts';
import { type DecisionFacts, mayDecide, type Seat } from '../domain/policy/may-decide.ts';
import { openLevel, openLevelIndex } from '../domain/request/decide.ts';
import type { LevelApprover, Request } from '../domain/request/request.ts';
import type { Clock } from '../ports/environment.ts';
import type { Store } from '../ports/store.ts';
import { lookUpDeciders } from './look-up-deciders.ts';
import { loadDirectory } from './prepare/load-directory.ts';

interface Deps {
  readonly store: Pick<Store, 'people' | 'catalog' | 'policy'>;
  readonly clock: Clock;
}

export interface Seated extends Seat {
  /** Not asked so far, and among those who decide by now. */
  readonly newcomer?: LevelApprover | undefined;
}

type Sure = Pick<DecisionFacts, 'verdict' | 'assurance'>;

/** Whose decision it would be if this person decided a pending request now, by the directory of this moment. */
export async function findSeat(deps: Deps, request: Request, by: PersonId, sure: Sure): Promise<Result<Seated>> {
  const asked = await seatAmong(deps, request, by, sure);
  if (asked.ok || asked.problem.code !== 'not_an_approver') return asked;
  // Who was away when it was asked may be back, and nobody has looked since.
  const { levels } = await lookUpDeciders(deps.store, request, deps.clock.now());
  const seat = await seatAmong(deps, { ...request, levels }, by, sure);
  if (!seat.ok) return asked;
  const own = seat.value.onBehalfOf ?? seat.value.by;
  return ok({ ...seat.value, newcomer: openLevel({ levels })?.approvers.find(({ personId }) => personId === own) });
}

async function seatAmong({ store, clock }: Deps, request: Request, by: PersonId, sure: Sure): Promise<Result<Seat>> {
  const [app, beneficiary, entitlements] = await Promise.all([
    store.catalog.appById(request.appId),
    store.people.byId(request.beneficiaryId),
    store.catalog.entitlementsOf(
      request.appId,
      request.changes.map(({ entitlementId }) => entitlementId),
    ),
  ]);
  if (app === undefined || beneficiary === undefined) return refused('not_found', 'There is no such request.');
  const directory = await loadDirectory(store.people, {
    ...{ app, beneficiary, entitlements, flow: { levels: request.levels.map(sourcesOf) } },
    also: [by, ...request.levels.flatMap(({ approvers }) => approvers.map(({ personId }) => personId))],
  });
  return mayDecide(request, openLevelIndex(request), by, { directory, now: clock.now(), ...sure });
}

function sourcesOf({ approvers }: Request['levels'][number]) {
  return { approvers: approvers.flatMap(({ sources }) => sources ?? []), fallback: [], escalation: undefined };
}
