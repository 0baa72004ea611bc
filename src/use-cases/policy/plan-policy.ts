import { ok, type Result } from '../../domain/errors.ts';
import type { OrganisationFile } from '../../ports/organisation-files.ts';
import { type Author, whyNotRead } from './author.ts';
import type { PolicyDeps } from './deps.ts';
import { draftPolicy } from './draft-policy.ts';
import { obstacleTo } from './obstacles.ts';
import { type PlanView, planView } from './plan-view.ts';
import { warningsFor } from './warnings.ts';

/** What a file would change, in words. Changes nothing. */
export async function planPolicy(deps: PolicyDeps, author: Author, file: OrganisationFile): Promise<Result<PlanView>> {
  const forbidden = whyNotRead(author);
  if (forbidden !== undefined) return { ok: false, problem: forbidden };
  const draft = await draftPolicy(deps, file);
  if (!draft.ok) return draft;
  const obstacle = await obstacleTo(draft.value, author, deps.store.organisation);
  if (obstacle !== undefined) return { ok: false, problem: obstacle };
  return ok(planView(draft.value, await warningsFor(draft.value, deps.store)));
}
