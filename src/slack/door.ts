import type { App } from '@slack/bolt';
import { Hono } from 'hono';
import { createPersonOf, type PersonOf } from './identity/person-of.ts';
import { createWhereIs, type WhereIs } from './identity/where-is.ts';
import type { SlackInstaller } from '../ports/slack-installer.ts';
import { createInstaller } from './install/installer.ts';
import type { ListenerDeps } from './listeners/deps.ts';
import { createTurn } from './listeners/turn.ts';
import { createListening } from './listen.ts';
import { createHear } from './receiver/hear.ts';
import { slackRoutes } from './receiver/http.ts';
import { createSocket } from './receiver/socket.ts';
import type { SlackSettings } from './settings.ts';
import { clientOptions } from './web-client.ts';
import { createWorkspaces, type Workspaces } from './workspaces.ts';

export type SlackDeps = Omit<ListenerDeps, 'workspaces' | 'personOf' | 'turn'> & { readonly slack: SlackSettings };

/** Leasehold in Slack. */
export interface Slack {
  /** Where Slack calls; none where it does not. */
  readonly routes: Hono;
  readonly workspaces: Workspaces;
  readonly personOf: PersonOf;
  readonly whereIs: WhereIs;
  readonly installer: SlackInstaller;
  start(): void;
  /** Takes nothing new, and ends what is under way. */
  stop(): Promise<void>;
}

export type Register = (app: App, deps: ListenerDeps) => void;

/** The ways in, and who listens behind them. */
export function createDoor(deps: SlackDeps, register: Register): Slack {
  const { slack, report, clock } = deps;
  const workspaces = createWorkspaces(deps);
  const personOf = createPersonOf({ ...deps, workspaces });
  const options = clientOptions(slack.url, report);
  const { app, listen } = createListening({ ...deps, workspaces });
  const { hear, settled } = createHear({ ...deps, workspaces }, listen);
  register(app, { ...deps, workspaces, personOf, turn: createTurn() });
  const { signingSecret, appToken } = slack;
  const socket =
    appToken === undefined ? undefined : createSocket({ appToken, slackApiUrl: options.slackApiUrl, hear, report });
  return {
    ...{ workspaces, personOf, whereIs: createWhereIs({ ...deps, workspaces }) },
    installer: createInstaller({ ...deps, workspaces }),
    routes: signingSecret === undefined ? new Hono() : slackRoutes({ signingSecret, clock, hear, report }),
    start: () => {
      // An installation by a token from the environment is known before anybody says anything.
      void workspaces.live().catch((error: unknown) => report(error, 'the Slack workspaces'));
      socket?.start();
    },
    stop: async () => {
      await socket?.stop();
      await settled();
    },
  };
}
