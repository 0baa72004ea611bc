import type { App } from '@slack/bolt';
import type { Clock } from '../../ports/environment.ts';
import type { Store } from '../../ports/store.ts';
import { leaveWorkspace } from '../../use-cases/workspaces/leave-workspace.ts';

interface Deps {
  readonly store: Pick<Store, 'workspaces'>;
  readonly clock: Clock;
}

/** Somebody removed Leasehold from their workspace: its token is forgotten, and nothing is said there any more. */
export function registerUninstalled(app: App, deps: Deps): void {
  const by = { actor: { kind: 'system' }, surface: 'slack' } as const;
  app.event('app_uninstalled', async ({ body }) => void (await leaveWorkspace(deps, body.team_id, by)));
  app.event('tokens_revoked', async ({ body, event }) => {
    if ((event.tokens.bot ?? []).length > 0) await leaveWorkspace(deps, body.team_id, by);
  });
}
