import { ok, type Result, refused } from '../domain/errors.ts';
import type { PersonId } from '../domain/ids.ts';
import { may } from '../domain/people/rights.ts';
import type { Origin } from '../domain/request/step.ts';
import type { Clock } from '../ports/environment.ts';
import type { RequestGateway } from '../ports/request-gateway.ts';
import type { Store } from '../ports/store.ts';
import type { Author } from './policy/author.ts';

interface Deps {
  readonly store: Pick<Store, 'people'>;
  readonly gateway: Pick<RequestGateway, 'startOffboarding'>;
  readonly clock: Clock;
}

/**
 * From now on they can do nothing here, and everything they hold is taken back. Said again, it starts again what was not
 * started; whatever is missed then, the watchdog finds.
 */
export async function offboardPerson(
  deps: Deps,
  { personId, roles, origin }: Author,
  id: PersonId,
): Promise<Result<true>> {
  if (!may('offboard', roles)) return refused('not_allowed', 'Only admins can say that somebody has left.');
  if (personId === id) return refused('not_allowed', 'Another admin has to say that you have left.');
  if ((await deps.store.people.byId(id)) === undefined) return refused('not_found', 'There is no such person.');
  return letGo(deps, origin, id);
}

/** For whoever has been found to be allowed to say so. */
export async function letGo(deps: Deps, origin: Origin, id: PersonId): Promise<Result<true>> {
  const fact = { fact: 'person.offboarded', at: deps.clock.now(), subject: `person:${id}`, ...origin } as const;
  await deps.store.people.offboard(id, [fact]);
  const started = await deps.gateway.startOffboarding(id);
  return started.ok ? ok(true) : started;
}
