import { createApp } from '../../src/http/app.ts';
import { type Listening, listen } from '../../src/http/listen.ts';
import { createDoor, type Register } from '../../src/slack/door.ts';
import { registerUninstalled } from '../../src/slack/install/uninstalled.ts';
import type { SlackSettings } from '../../src/slack/settings.ts';
import { TOKEN_SEAL } from '../../src/slack/workspaces.ts';
import type { Clock } from '../../src/ports/environment.ts';
import type { Workspace } from '../../src/ports/workspace-store.ts';
import { anApi } from './api.ts';
import { SIGNING_SECRET } from './signed-slack.ts';

interface Given {
  readonly organisation: Parameters<typeof anApi>[0];
  readonly slack?: Partial<SlackSettings>;
  /** Who listens, beside what every installation hears. */
  readonly listeners?: Register;
  readonly port?: number;
  readonly clock?: Clock;
}

/** The web server with Slack's way in, listening; no Temporal, and Slack itself only where it is given. */
export async function aSlackHouse({ organisation, slack, listeners, port = 0, clock }: Given) {
  const api = await anApi(organisation);
  const { store, keys } = api.deps;
  const reported: string[] = [];
  const settings: SlackSettings = {
    ...{ url: 'http://127.0.0.1:9', signingSecret: SIGNING_SECRET, appToken: undefined, botToken: undefined },
    ...{ client: undefined, ...slack },
  };
  const register: Register = (app, deps) => {
    registerUninstalled(app, deps);
    listeners?.(app, deps);
  };
  const report = (error: unknown, what: string) => void reported.push(`${what}: ${String(error)}`);
  const door = createDoor(
    { ...api.deps, ...(clock && { clock }), slack: settings, publicUrl: 'http://127.0.0.1', report },
    register,
  );
  const app = createApp({ ...api.deps, slack: door });
  const server: Listening = await listen(app.fetch, { host: '127.0.0.1', port });
  const url = `http://127.0.0.1:${server.port}`;
  return {
    api: { ...api, ask: (path: string, init?: RequestInit) => Promise.resolve(app.request(path, init)) },
    ...{ store, door, url, reported },
    send: (init: RequestInit) => fetch(`${url}/slack/events`, init),
    install: (id: string, given: Partial<Workspace> = {}) =>
      store.workspaces.install(aWorkspace({ id, sealedToken: keys.seal(TOKEN_SEAL, `xoxb-${id}`), ...given }), []),
    close: async () => {
      await server.drain();
      await door.stop();
      await api.close();
    },
  };
}

export function aWorkspace(given: Partial<Workspace> = {}): Workspace {
  return {
    ...{ id: 'T1', name: 'Here', botUserId: 'UBOT', sealedToken: undefined, scopes: '', endedAt: undefined },
    ...{ alertChannel: undefined, reviewChannel: undefined, installedBy: undefined, installedAt: Date.now() },
    ...given,
  };
}
