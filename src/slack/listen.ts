import { App, type Receiver, type ReceiverEvent } from '@slack/bolt';
import { quietLogger } from './quiet-logger.ts';
import { refusePayload } from './receiver/refuse-payload.ts';
import type { Report, SlackSettings } from './settings.ts';
import { clientOptions } from './web-client.ts';
import type { Workspaces } from './workspaces.ts';

interface Deps {
  readonly slack: Pick<SlackSettings, 'url'>;
  readonly workspaces: Pick<Workspaces, 'inside'>;
  readonly report: Report;
}

const BROKE = 'Something broke on our side. It was written to the log: try again.';

/** Those who listen, each with the client of the workspace it is about; what is heard comes from our own receivers. */
export function createListening({ slack, workspaces, report }: Deps) {
  const app = new App({
    ...{ receiver: silent, logger: quietLogger(report), clientOptions: clientOptions(slack.url, report) },
    ...{ convoStore: false, extendedErrorHandler: true, attachFunctionToken: false },
    authorize: async ({ teamId }) => {
      const found = teamId === undefined ? undefined : await workspaces.inside(teamId);
      if (teamId === undefined || found === undefined) throw new Error(`Leasehold is not in the workspace ${teamId}`);
      return { teamId, botToken: found.token, botUserId: found.workspace.botUserId };
    },
  });
  const broken = new WeakSet<object>();
  const broke: ExtendedErrorHandler = ({ error, body }) => {
    report(error, 'what somebody did in Slack');
    broken.add(body);
    return Promise.resolve();
  };
  app.error(broke);
  return {
    app,
    listen: async (event: ReceiverEvent): Promise<void> => {
      const heard = { ...event, ack: once(event.ack) };
      await app.processEvent(heard);
      if (broken.has(event.body)) await refusePayload(heard, BROKE, report);
    },
  };
}

/** As Bolt calls it with `extendedErrorHandler`; it does not export the type. */
type ExtendedErrorHandler = (broken: { readonly error: Error; readonly body: object }) => Promise<void>;

/** Slack takes one answer. */
function once(ack: ReceiverEvent['ack']): ReceiverEvent['ack'] {
  let isTaken = false;
  return async (said) => {
    if (isTaken) return;
    isTaken = true;
    await ack(said);
  };
}

const silent: Receiver = {
  init: () => undefined,
  start: () => Promise.resolve(),
  stop: () => Promise.resolve(),
};
