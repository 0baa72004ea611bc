import { type App, type ReceiverEvent, SocketModeReceiver, type webApi } from '@slack/bolt';
import { SECOND } from '../../domain/time.ts';
import { quietLogger } from '../quiet-logger.ts';
import type { Report } from '../settings.ts';

interface Deps {
  readonly appToken: string;
  readonly slackApiUrl: webApi.WebClientOptions['slackApiUrl'];
  readonly hear: (event: ReceiverEvent) => Promise<void>;
  readonly report: Report;
}

const AGAIN_MS = 10 * SECOND;

/** Leasehold asks Slack for its calls, where Slack cannot reach it. Connects again for as long as it is not stopped. */
export function createSocket({ appToken, slackApiUrl, hear, report }: Deps) {
  const clientOptions = slackApiUrl === undefined ? {} : { slackApiUrl };
  const receiver = new SocketModeReceiver({
    ...{ appToken, logger: quietLogger(report), installerOptions: { clientOptions } },
  });
  // It asks the app for this and for nothing else.
  receiver.init({ processEvent: hear } as unknown as App);
  let again: NodeJS.Timeout | undefined;
  let isStopped = false;
  const connect = () => {
    receiver.start().catch((error: unknown) => {
      report(error, 'Socket Mode');
      if (!isStopped) again = setTimeout(connect, AGAIN_MS);
    });
  };
  return {
    start: connect,
    stop: async () => {
      isStopped = true;
      clearTimeout(again);
      await receiver.client.disconnect();
    },
  };
}
