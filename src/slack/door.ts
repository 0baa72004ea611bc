import { App, type Receiver } from '@slack/bolt';
import { Hono } from 'hono';
import { createPersonOf, type PersonOf } from './identity/person-of.ts';
import { createWhereIs, type WhereIs } from './identity/where-is.ts';
import type { SlackInstaller } from '../ports/slack-installer.ts';
import { createInstaller } from './install/installer.ts';
import type { ListenerDeps } from './listeners/deps.ts';
import { quietLogger } from './quiet-logger.ts';
import { createHear } from './receiver/hear.ts';
import { slackRoutes } from './receiver/http.ts';
import { refusePayload } from './receiver/refuse-payload.ts';
import { createSocket } from './receiver/socket.ts';
import type { SlackSettings } from './settings.ts';
import { clientOptions } from './web-client.ts';
import { createWorkspaces, type Workspaces } from './workspaces.ts';

export type SlackDeps = Omit<ListenerDeps, 'workspaces' | 'personOf'> & { readonly slack: SlackSettings };

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
  const app = boltApp(deps, workspaces);
  const { hear, settled } = createHear({ ...deps, workspaces }, (event) => app.processEvent(event));
  register(app, { ...deps, workspaces, personOf });
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

const BROKE = 'Something broke on our side. It was written to the log: try again.';

/** Listeners and their clients; what is heard comes from our own receivers. */
function boltApp({ slack, report }: SlackDeps, workspaces: Workspaces): App {
  const app = new App({
    ...{ receiver: silent, logger: quietLogger(report), clientOptions: clientOptions(slack.url, report) },
    ...{ convoStore: false, extendedErrorHandler: true, attachFunctionToken: false },
    authorize: async ({ teamId }) => {
      const found = teamId === undefined ? undefined : await workspaces.inside(teamId);
      if (teamId === undefined || found === undefined) throw new Error(`Leasehold is not in the workspace ${teamId}`);
      return { teamId, botToken: found.token, botUserId: found.workspace.botUserId };
    },
  });
  const broke: ExtendedErrorHandler = async ({ error, body }) => {
    report(error, 'what somebody did in Slack');
    await refusePayload({ body, ack: () => Promise.resolve() }, BROKE, report);
  };
  app.error(broke);
  return app;
}

/** As Bolt calls it with `extendedErrorHandler`; it does not export the type. */
type ExtendedErrorHandler = (broken: { readonly error: Error; readonly body: object }) => Promise<void>;

const silent: Receiver = {
  init: () => undefined,
  start: () => Promise.resolve(),
  stop: () => Promise.resolve(),
};
