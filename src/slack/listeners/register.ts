import type { App } from '@slack/bolt';
import type { ListenerDeps } from './deps.ts';
import { onCommand } from './on-command.ts';
import { onHome } from './on-home.ts';
import { onPress } from './on-press.ts';
import { onSearch } from './on-search.ts';
import { onSubmit } from './on-submit.ts';

/** Everything that is said to Leasehold in Slack. */
export function registerListeners(app: App, deps: ListenerDeps): void {
  onCommand(app, deps);
  onHome(app, deps);
  onPress(app, deps);
  onSearch(app, deps);
  onSubmit(app, deps);
}
