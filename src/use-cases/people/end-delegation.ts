import { ok, type Result, refused } from '../../domain/errors.ts';
import type { DelegationId } from '../../domain/ids.ts';
import { isAdmin } from '../../domain/people/person.ts';
import type { Acting } from '../acting.ts';
import type { AbsenceDeps } from './deps.ts';
import { tellDirectoryChanged } from './tell-directory-changed.ts';

/** It counts no longer, from the next click on; that it was is kept. */
export async function endDelegation(deps: AbsenceDeps, acting: Acting, id: DelegationId): Promise<Result<true>> {
  const { people } = deps.store;
  const { person, origin } = acting;
  const delegation = await people.delegationById(id);
  const sees = isAdmin(person) || delegation?.fromId === person.id || delegation?.toId === person.id;
  if (delegation === undefined || !sees) return refused('not_found', 'There is no such delegation.');
  const { fromId, toId } = delegation;
  if (fromId !== person.id && !isAdmin(person))
    return refused('not_allowed', 'It is ended by whom it is from, or by an admin.');
  const at = deps.clock.now();
  const fact = { fact: 'delegation.ended', at, subject: `person:${fromId}`, ...origin } as const;
  if (!(await people.endDelegation(id, at, [{ ...fact, data: { delegation: id, to: toId } }])))
    return refused('wrong_state', 'It is over already. Nothing changed.');
  await tellDirectoryChanged(deps, fromId);
  return ok(true);
}
