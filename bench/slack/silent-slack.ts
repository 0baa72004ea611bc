import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { WORKSPACE } from './workspace.ts';

/** Slack's side as far as an acknowledgement has to do with it: it says yes at once, so that it is not what is measured. */
export async function startSilentSlack() {
  let askedAt = 0;
  const server = createServer((request, response) => {
    askedAt = performance.now();
    void buffer(request).then((body) => {
      const user = new URLSearchParams(String(body)).get('user') ?? '';
      const member = { id: user, team_id: WORKSPACE, is_email_confirmed: true, profile: {} };
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ ok: true, user: member, view: { id: 'V1', hash: '1' }, channel: 'D1', ts: '1.1' }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Nobody has asked for so long. */
    isQuiet: (ms: number) => performance.now() - askedAt > ms,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
