import { type Result, ok, refused } from '../../domain/errors.ts';
import type { Acting } from '../acting.ts';
import { liveWorkspace, mayManage, type WorkspacesDeps } from './deps.ts';
import { leaveWorkspace } from './leave-workspace.ts';

/** Leasehold says nothing there any more, and its token is worth nothing. */
export async function removeWorkspace(
  deps: WorkspacesDeps,
  { person, origin }: Acting,
  id: string,
): Promise<Result<true>> {
  const allowed = mayManage(person.roles);
  if (!allowed.ok) return allowed;
  const workspace = await liveWorkspace(deps, id);
  if (!workspace.ok) return workspace;
  if (workspace.value.sealedToken === undefined)
    return refused(
      'wrong_state',
      'Its token comes from LEASEHOLD_SLACK_BOT_TOKEN: unset that, or remove the app in Slack. Nothing changed.',
    );
  await deps.installer.leave(id);
  await leaveWorkspace(deps, id, origin);
  return ok(true);
}
