import { type Result, ok, refused } from '../../domain/errors.ts';
import type { GrantedRole } from '../../domain/people/person.ts';
import { may } from '../../domain/people/rights.ts';
import type { Clock } from '../../ports/environment.ts';
import type { SlackInstaller } from '../../ports/slack-installer.ts';
import type { Store } from '../../ports/store.ts';
import type { Workspace } from '../../ports/workspace-store.ts';

export interface WorkspacesDeps {
  readonly store: Pick<Store, 'workspaces' | 'people'>;
  readonly clock: Clock;
  readonly installer: SlackInstaller;
}

/** Who manages workspaces decides whose word counts here: a workspace says who its people are. */
export function mayManage(roles: readonly GrantedRole[]): Result<true> {
  return may('manage_slack', roles)
    ? ok(true)
    : refused('not_allowed', 'Only super admins add Leasehold to Slack, and say where it speaks. Nothing changed.');
}

export async function liveWorkspace({ store }: Pick<WorkspacesDeps, 'store'>, id: string): Promise<Result<Workspace>> {
  const workspace = await store.workspaces.byId(id);
  return workspace === undefined || workspace.endedAt !== undefined
    ? refused('not_found', 'Leasehold is not in this workspace. Nothing changed.')
    : ok(workspace);
}
