import { execFile } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type App, webApi } from '@slack/bolt';
import { describe, expect, it } from '@jest/globals';
import { registerUninstalled } from '../../src/slack/install/uninstalled.ts';
import { registerListeners } from '../../src/slack/listeners/register.ts';
import { manifest } from '../../src/slack/manifest/manifest.ts';
import { SCOPES, SCOPES_OF_EVENTS, SCOPES_OF_METHODS } from '../../src/slack/manifest/scopes.ts';
import { anApi } from '../support/api.ts';
import { anOrganisation } from '../support/builders.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const URL_OF_FILE = 'https://leasehold.example.com';
const http = manifest({ url: URL_OF_FILE, mode: 'http', command: '/access' });
const run = promisify(execFile);

const CALL = /\b([a-z]\w+(?:\.v2)?\.[a-zA-Z]+)\(/g;

/** Whether Slack's client has this method. */
function isOfSlack(method: string): boolean {
  let found: unknown = new webApi.WebClient();
  for (const name of method.split('.')) found = (found as { [name: string]: unknown } | undefined)?.[name];
  return typeof found === 'function';
}

function methodsCalled(): string[] {
  const files = globSync('src/slack/**/*.ts', { cwd: ROOT });
  const called = files.flatMap((file) => [...readFileSync(`${ROOT}/${file}`, 'utf8').matchAll(CALL)]);
  return [...new Set(called.map(([, method = '']) => method))].filter(isOfSlack).sort();
}

/** What is listened to: kinds, and the names of events. */
function listenedTo(): { readonly kinds: Set<string>; readonly events: string[] } {
  const [kinds, events] = [new Set<string>(), [] as string[]];
  const app = new Proxy({} as App, {
    get: (_, kind) => (name: unknown) => {
      kinds.add(String(kind));
      if (kind === 'event') events.push(String(name));
    },
  });
  registerUninstalled(app, {} as never);
  registerListeners(app, {} as never);
  return { kinds, events: events.sort() };
}

describe('the manifest of the Slack app', () => {
  it('asks to be allowed what the code calls, and nothing else', () => {
    expect(methodsCalled()).toEqual(Object.keys(SCOPES_OF_METHODS).sort());
    expect(http.oauth_config.scopes.bot).toEqual(SCOPES);
  });

  it('names what the code listens to', () => {
    const { kinds, events } = listenedTo();
    expect(events).toEqual(Object.keys(SCOPES_OF_EVENTS).sort());
    expect(http.settings.event_subscriptions.bot_events.toSorted()).toEqual(events);
    expect([...kinds].sort()).toEqual(['action', 'command', 'event', 'options', 'view']);
    expect(http.features.slash_commands).toMatchObject([{ command: '/access', url: `${URL_OF_FILE}/slack/events` }]);
    expect(http.settings.interactivity).toMatchObject({
      is_enabled: true,
      // Menus that search.
      message_menu_options_url: `${URL_OF_FILE}/slack/events`,
    });
  });

  it('sends people back to a page that there is', async () => {
    const api = await anApi(anOrganisation());
    const [back = ''] = http.oauth_config.redirect_urls;
    const answer = await api.ask(new URL(back).pathname, { headers: { accept: 'text/html' } });
    // Nobody is signed in: the page is there, and says so.
    expect([answer.status, answer.headers.get('location')]).toEqual([303, expect.stringContaining('/sign-in')]);
    await api.close();
  });

  it('stands in the repository as the code makes it', async () => {
    expect(JSON.parse(readFileSync(`${ROOT}/manifest.json`, 'utf8'))).toEqual(http);
  });

  it('is explained, scope by scope', () => {
    const page = readFileSync(`${ROOT}/docs/slack.md`, 'utf8');
    const rows = page.split('\n').map((line) => /^\| ((?:`[\w:.]+`(?:, )?)+) \|/.exec(line)?.[1] ?? '');
    const explained = rows.flatMap((cell) => cell.match(/[\w:.]+/g) ?? []);
    expect(explained.sort()).toEqual([...SCOPES]);
  });

  it('is printed for an installation, called or by Socket Mode', async () => {
    const print = (...args: string[]) =>
      run(process.execPath, ['src/launch.mjs', 'src/slack/manifest/print.ts', ...args], { cwd: ROOT });
    const { stdout } = await print('--url', 'https://a.example', '--socket', '--command', '/lease');
    const printed = JSON.parse(stdout) as ReturnType<typeof manifest>;
    expect(printed.features.slash_commands[0]).not.toHaveProperty('url');
    expect(printed).toEqual(manifest({ url: 'https://a.example', mode: 'socket', command: '/lease' }));
    expect(printed.settings).toMatchObject({ socket_mode_enabled: true, org_deploy_enabled: false });
    await expect(print('--command', 'lease')).rejects.toMatchObject({ stderr: expect.stringContaining('--url') });
  });
});
