import { ok, type Result, refused } from '../../domain/errors.ts';
import type { PersonId } from '../../domain/ids.ts';
import { may, relationsThat } from '../../domain/people/rights.ts';
import type { Delegation } from '../../domain/people/person.ts';
import type { PeopleStore } from '../../ports/organisation-store.ts';
import type { Viewer } from '../see-requests.ts';

export interface Delegations {
  /** Who stands, stood or will stand for this person. */
  readonly from: readonly Delegation[];
  /** For whom this person does. */
  readonly to: readonly Delegation[];
}

/** One's own; anybody's for admins and auditors. */
export async function listDelegations(
  { people }: { readonly people: PeopleStore },
  { personId, roles }: Viewer,
  of: PersonId,
): Promise<Result<Delegations>> {
  const sees = may('see_absences', roles, relationsThat({ self: personId === of }));
  if (!sees || (await people.byId(of)) === undefined) return refused('not_found', 'There is no such person.');
  return ok({ from: await people.delegationsFrom([of]), to: await people.delegationsTo(of) });
}
