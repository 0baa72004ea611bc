import { type Result, ok } from '../../domain/errors.ts';
import type { GrantedRole, Person } from '../../domain/people/person.ts';
import type { SlackChannel } from '../../ports/slack-installer.ts';
import type { Workspace } from '../../ports/workspace-store.ts';
import { mayManage, type WorkspacesDeps } from './deps.ts';

export interface SeenWorkspace extends Pick<Workspace, 'id' | 'name' | 'installedAt'> {
  readonly installedBy: Person | undefined;
  /** Its token comes from the environment. */
  readonly isGiven: boolean;
  readonly alert: SlackChannel | undefined;
  readonly review: SlackChannel | undefined;
  /** Some that can be chosen. */
  readonly channels: readonly SlackChannel[];
  /** What Leasehold needs by now, and was not allowed when it was added. */
  readonly missing: readonly string[];
}

/** The workspaces that Leasehold is in, for whoever manages them. */
export async function seeWorkspaces(
  deps: WorkspacesDeps,
  roles: readonly GrantedRole[],
): Promise<Result<readonly SeenWorkspace[]>> {
  const allowed = mayManage(roles);
  if (!allowed.ok) return allowed;
  const live = await deps.store.workspaces.live();
  return ok(await Promise.all(live.map((one) => seen(deps, one))));
}

function unknown(id: string): SlackChannel {
  return { id, name: id, isShared: false };
}

async function seen({ store, installer }: WorkspacesDeps, workspace: Workspace): Promise<SeenWorkspace> {
  const { id, name, installedAt, alertChannel, reviewChannel, installedBy, scopes } = workspace;
  const named = async (channel: string | undefined) =>
    channel === undefined ? undefined : ((await installer.channelBy(id, channel)) ?? unknown(channel));
  const allowed = scopes.split(',');
  const [alert, review, channels, by] = await Promise.all([
    named(alertChannel),
    named(reviewChannel),
    installer.channelsOf(id),
    installedBy === undefined ? undefined : store.people.byId(installedBy),
  ]);
  return {
    ...{
      id,
      name,
      installedAt,
      alert,
      review,
      channels,
      installedBy: by,
      isGiven: workspace.sealedToken === undefined,
    },
    missing: scopes === '' ? [] : installer.scopes.filter((scope) => !allowed.includes(scope)),
  };
}
