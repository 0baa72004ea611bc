import { type Result, refused } from '../domain/errors.ts';
import { may } from '../domain/people/rights.ts';
import type { Acting } from './acting.ts';
import { type SubmitDeps, type Submission, type Submitted, submitRequest } from './submit-request.ts';

/** Gives at once, without a decision, by an admin. */
export async function grantDirectly(
  deps: SubmitDeps,
  acting: Acting,
  given: Pick<Submission, 'wish' | 'key'>,
): Promise<Result<Submitted>> {
  if (!may('grant', acting.person.roles)) return refused('not_allowed', 'Only admins grant directly.');
  return submitRequest(deps, acting, { ...given, kind: 'direct_grant' });
}
