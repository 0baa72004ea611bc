import { createDoor, type Slack, type SlackDeps } from './door.ts';
import { registerUninstalled } from './install/uninstalled.ts';
import { registerListeners } from './listeners/register.ts';

/** Leasehold in Slack: the ways in, and everybody who listens. */
export function createSlack(deps: SlackDeps): Slack {
  return createDoor(deps, (app, listening) => {
    registerUninstalled(app, listening);
    registerListeners(app, listening);
  });
}
