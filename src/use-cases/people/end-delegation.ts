import { ok, type Result, refused } from '../../domain/errors.ts';
import type { DelegationId } from '../../domain/ids.ts';
import { may, relationsThat } from '../../domain/people/rights.ts';
import type { Acting } from '../acting.ts';
import type { AbsenceDeps } from './deps.ts';
import { tellDirectoryChanged } from './tell-directory-changed.ts';

/** It counts no longer, from the next click on; that it was is kept. */
export async function endDelegation(deps: AbsenceDeps, acting: Acting, id: DelegationId): Promise<Result<true>> {
  const { people } = deps.store;
  const { person, origin } = acting;
  const delegation = await people.delegationById(id);
  const self = delegation?.fromId === person.id;
  const relations = relationsThat({ self, stand_in: delegation?.toId === person.id });
  if (delegation === undefined || !may('see_delegation', person.roles, relations))
    return refused('not_found', 'There is no such delegation.');
  const { fromId, toId } = delegation;
  if (!may('arrange_absence', person.roles, relationsThat({ self })))
    return refused('not_allowed', 'It is ended by whom it is from, or by an admin.');
  const at = deps.clock.now();
  const fact = { fact: 'delegation.ended', at, subject: `person:${fromId}`, ...origin } as const;
  if (!(await people.endDelegation(id, at, [{ ...fact, data: { delegation: id, to: toId } }])))
    return refused('wrong_state', 'It is over already. Nothing changed.');
  await tellDirectoryChanged(deps, fromId);
  return ok(true);
}
