import { type Result, refused } from '../domain/errors.ts';
import { may } from '../domain/people/rights.ts';
import type { Acting } from './acting.ts';
import { type SubmitDeps, type Submission, type Submitted, submitRequest } from './submit-request.ts';

/** Gives at once, without a decision, by an admin, to somebody else. */
export async function grantDirectly(
  deps: SubmitDeps,
  acting: Acting,
  given: Pick<Submission, 'wish' | 'key'>,
): Promise<Result<Submitted>> {
  if (!may('grant', acting.person.roles)) return refused('not_allowed', 'Only admins grant directly.');
  if (given.wish.beneficiaryId === acting.person.id && given.wish.changes.some(({ op }) => op !== 'remove'))
    return refused('own_request', 'Nobody grants to themselves: ask for it, or have another admin grant it.');
  return submitRequest(deps, acting, { ...given, kind: 'direct_grant' });
}
