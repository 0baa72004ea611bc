import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { withoutDates } from './dates.ts';

/** As in the app's manifest. */
const SLACK_PATH = '/slack/events';
const SLACKS = ['content-type', 'x-slack-signature', 'x-slack-request-timestamp', 'x-slack-retry-num'];

/** Between the stand-in and an app that may not be there yet: what the app answers is shown in the words of the stand-in. */
export async function startRelay(app: string) {
  const server = createServer((request, response) => {
    pass(app, request, response).catch(() => response.writeHead(503).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    /** For the stand-in to call. */
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${SLACK_PATH}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function pass(app: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const headers = SLACKS.flatMap((name) => {
    const value = request.headers[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  const body = await buffer(request);
  const answer = await fetch(new URL(SLACK_PATH, app), { method: 'POST', headers: Object.fromEntries(headers), body });
  const type = answer.headers.get('content-type') ?? 'text/plain';
  response.writeHead(answer.status, { 'content-type': type }).end(withoutDates(await answer.text()));
}
