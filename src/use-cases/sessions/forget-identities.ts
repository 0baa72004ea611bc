import { ok, type Result, refused } from '../../domain/errors.ts';
import type { Person } from '../../domain/people/person.ts';
import { may } from '../../domain/people/rights.ts';
import type { Clock } from '../../ports/environment.ts';
import type { Store } from '../../ports/store.ts';
import type { Acting } from '../acting.ts';

interface Deps {
  readonly store: Pick<Store, 'sessions'>;
  readonly clock: Clock;
}

/** Whose account at the provider was made anew is bound again by their address; wherever they are signed in, they are not. */
export async function forgetIdentities({ store, clock }: Deps, acting: Acting, { id }: Person): Promise<Result<true>> {
  if (!may('apply_policy', acting.person.roles)) return refused('not_allowed', 'Only super admins say who people are.');
  const at = clock.now();
  const about = { at, ...acting.origin, subject: `person:${id}` } as const;
  const live = (await store.sessions.liveOf(id, at)).map((session) => session.id);
  await store.sessions.unbind(id, [{ fact: 'identity.forgotten', ...about }]);
  if (live.length > 0)
    await store.sessions.end(live, at, [{ fact: 'session.ended', ...about, data: { sessions: live } }]);
  return ok(true);
}
