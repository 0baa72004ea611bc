import { type Result, refused } from '../domain/errors.ts';
import { isAdmin } from '../domain/people/person.ts';
import type { Acting } from './acting.ts';
import { type SubmitDeps, type Submission, type Submitted, submitRequest } from './submit-request.ts';

/** Gives at once, without a decision, by an admin. People who hold it already are not given it again. */
export async function grantDirectly(
  deps: SubmitDeps,
  acting: Acting,
  given: Omit<Submission, 'kind' | 'hash'>,
): Promise<Result<Submitted>> {
  if (!isAdmin(acting.person)) return refused('not_allowed', 'Only admins grant directly.');
  const { beneficiaryId, changes } = given.wish;
  const holdings = await deps.store.ledger.holdingsOfPerson(beneficiaryId);
  const held = holdings.find(
    ({ entitlementId, wanted }) => wanted.held && changes.some((change) => change.entitlementId === entitlementId),
  );
  const isRepeated =
    given.key !== undefined && held !== undefined && held.claims.some(({ source }) => source === 'direct_grant');
  if (held !== undefined && !isRepeated)
    return refused('already_exists', 'They hold this already. Nothing was granted.');
  return submitRequest(deps, acting, { ...given, kind: 'direct_grant' });
}
