import { App } from '@slack/bolt';
import type { Organisation } from '../../src/domain/organisation/organisation.ts';
import { ok, refused } from '../../src/domain/errors.ts';
import { listen } from '../../src/http/listen.ts';
import type { ListenerDeps } from '../../src/slack/listeners/deps.ts';
import { registerListeners } from '../../src/slack/listeners/register.ts';
import type { RequestGateway } from '../../src/ports/request-gateway.ts';
import { anApi } from './api.ts';

/** Those who listen, without Temporal: what is heard is given to them as it stands, and they are who the first letters say. */
export async function slackEars(organisation: Organisation, gateway: Partial<RequestGateway> = {}) {
  const api = await anApi(organisation);
  const told: string[] = [];
  const server = await listen(
    async (request) => {
      told.push(`${new URL(request.url).pathname} ${decodeURIComponent((await request.text()).replaceAll('+', ' '))}`);
      return Response.json({ ok: true, view: { id: 'V1' } });
    },
    { host: '127.0.0.1', port: 0 },
  );
  const url = `http://127.0.0.1:${server.port}`;
  const reported: unknown[] = [];
  const app = new App({
    receiver: { init: () => undefined, start: () => Promise.resolve(), stop: () => Promise.resolve() },
    authorize: () => Promise.resolve({ botToken: 'xoxb-1', botUserId: 'UBOT', teamId: 'T1' }),
    clientOptions: { slackApiUrl: `${url}/api/`, retryConfig: { retries: 0 } },
    convoStore: false,
  });
  app.error((error) => {
    reported.push(error);
    return Promise.resolve();
  });
  const personOf: ListenerDeps['personOf'] = async (_, userId) => {
    const person = await api.deps.store.people.byEmail(`${userId.slice(1).toLowerCase()}@example.com`);
    return person === undefined ? refused('not_allowed', 'You are nobody here: ask an admin.') : ok(person);
  };
  const away = { inside: () => Promise.resolve(undefined), clientOf: () => Promise.resolve(undefined) };
  const workspaces = { ...away, live: () => Promise.resolve([]) };
  const report = (error: unknown) => void reported.push(error);
  const around = { personOf, workspaces, publicUrl: 'https://access.example', report, turn: () => Promise.resolve() };
  registerListeners(app, { ...api.deps, ...around, gateway: { ...api.deps.gateway, ...gateway } });
  return {
    ...{ api, told, reported, answers: `${url}/answers` },
    /** What it is answered at once; undefined: nothing was. */
    async hear(body: object): Promise<unknown> {
      const acks: unknown[] = [];
      await app.processEvent({
        body: body as never,
        ack: (said?: unknown) => Promise.resolve(void acks.push(said ?? {})),
      });
      return acks[0];
    },
    close: async () => {
      await server.drain();
      await api.close();
    },
  };
}
