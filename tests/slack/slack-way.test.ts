import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { webApi } from '@slack/bolt';
import { createEmulator } from 'emulate';
import { sha256 } from '../../src/config/keys.ts';
import type { PersonId } from '../../src/domain/ids.ts';
import type { Says } from '../../src/domain/telling/says.ts';
import type { Letter, Letterbox, Way } from '../../src/ports/way.ts';
import { createCall } from '../../src/slack/delivery/calls.ts';
import { createSlackWay } from '../../src/slack/delivery/slack-way.ts';
import { wayErrorOf } from '../../src/slack/delivery/way-errors.ts';
import { clientOptions, createWebClient, type WebClient } from '../../src/slack/web-client.ts';
import { aPerson, NOW } from '../support/builders.ts';
import { freePort } from '../support/free-port.ts';
import { anApp } from '../support/ledger.ts';
import { aWorkspace } from '../support/slack-house.ts';
import { given, LIN, maysRequest } from './scenes.ts';

const TOKEN = 'xoxb-leasehold';
const USERS = ['leasehold', 'maya', 'lin'].map((name) => ({ name, real_name: name, email: `${name}@example.com` }));
const app = anApp({ id: 'app_AWS' });
const lin = aPerson({ id: LIN, name: 'Lin Chen' });

const decide = (request = maysRequest()): Says => ({
  ...{ says: 'decide', readers: [{ person: lin, standsFor: [] }] },
  scene: { request, app, looking: undefined, usual: undefined, zone: 'UTC', now: NOW },
});
const reminder = (): Says => ({ ...decide(), says: 'news', news: 'reminder' }) as Says;

describe('Slack as a way to tell people, with the errors that Slack has', () => {
  let emulator: { readonly url: string; close(): Promise<void> };
  let client: WebClient;
  let way: Way;
  const users = new Map<string, string>();
  beforeAll(async () => {
    emulator = await createEmulator({
      service: 'slack',
      port: await freePort(),
      seed: {
        tokens: { [TOKEN]: { login: 'leasehold', scopes: [] } },
        slack: {
          team: { name: 'Here', domain: 'here' },
          users: USERS,
          channels: [{ name: 'reviews' }, { name: 'old' }],
        },
      },
    });
    client = createWebClient(
      TOKEN,
      clientOptions(emulator.url, () => undefined),
    );
    way = aWay(client);
    for (const { id = '', name = '' } of (await client.users.list({})).members ?? []) users.set(name, id);
  });
  afterAll(() => emulator.close());

  function aWay(one: WebClient): Way {
    const workspaces = { clientOf: async () => one, live: async () => [aWorkspace({ reviewChannel: 'C1' })] };
    const whereIs = async ({ id }: { id: PersonId }) => ({ workspaceId: 'T1', userId: id });
    const clock = { now: Date.now };
    return createSlackWay({ workspaces, whereIs, clock, keys: { sha256 }, publicUrl: 'https://access.example' });
  }
  const boxOf = (name: string): Letterbox => ({ workspaceId: 'T1', address: users.get(name) ?? name });
  const letter = (key: string, to: string, more: Partial<Letter> = {}): Letter => ({
    ...{ key, to: boxOf(to), says: decide(), under: undefined },
    ...more,
  });
  const channel = async (name: string) =>
    (await client.conversations.list({})).channels?.find((one) => one.name === name)?.id ?? '';
  const troubleOf = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error: { trouble?: unknown }) => error.trouble,
    );

  it('what is posted is found by its key, in a channel, with a person and in a thread', async () => {
    const place = await way.post(letter('one', 'lin'));
    expect(place).toMatchObject({ workspaceId: 'T1', channel: expect.stringMatching(/^D/) });
    const reply = await way.post(letter('two', 'lin', { says: reminder(), under: place }));
    const inChannel = await way.post(letter('three', await channel('reviews')));
    expect(await way.find(letter('one', 'lin'), 0)).toEqual(place);
    expect(await way.find(letter('two', 'lin', { under: place }), 0)).toEqual(reply);
    expect(await way.find(letter('three', await channel('reviews')), 0)).toEqual(inChannel);
    expect(await way.find(letter('four', 'lin'), 0)).toBeUndefined();
    expect(await way.find(letter('four', 'lin', { under: place }), 0)).toBeUndefined();
  });

  it('what stands is changed, and offers nothing once it is decided', async () => {
    const place = await way.post(letter('card', 'lin'));
    const shown = async () =>
      JSON.stringify(
        (await client.conversations.history({ channel: place?.channel ?? '' })).messages?.find(
          ({ ts }) => ts === place?.ts,
        ),
      );
    expect(await shown()).toContain('request.approve');
    if (place !== undefined) await way.change(place, decide(given()));
    expect(await shown()).not.toContain('request.approve');
    expect(await way.find(letter('card', 'lin'), 0)).toEqual(place);
    expect(way.digestOf(decide())).not.toBe(way.digestOf(decide(given())));
    expect(way.digestOf(decide())).toBe(way.digestOf(decide()));
  });

  it('what was deleted is gone', async () => {
    const place = await way.post(letter('deleted', 'lin'));
    await client.chat.delete({ channel: place?.channel ?? '', ts: place?.ts ?? '' });
    expect(await troubleOf(way.change(place ?? never(), decide()))).toBe('message_gone');
  });

  it('where nobody is, nobody is there: no such user or channel, one archived', async () => {
    const old = await channel('old');
    await client.conversations.archive({ channel: old });
    for (const to of [old, 'C0NOWHERE', 'U0NOBODY'])
      expect([to, await troubleOf(way.post(letter('x', to)))]).toEqual([to, 'nobody_there']);
  });

  it('when Slack cannot be reached, then it is left alone for longer and longer', async () => {
    const away = aWay(
      createWebClient(
        TOKEN,
        clientOptions(`http://127.0.0.1:${await freePort()}`, () => undefined),
      ),
    );
    const error = await away.post(letter('x', 'lin')).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ trouble: 'not_now', retryAfterMs: 1000 });
    const next = await away.post(letter('y', 'maya')).catch((thrown: unknown) => thrown);
    expect(next).toMatchObject({ trouble: 'not_now', message: expect.stringContaining('has to wait') });
  });

  it('when an answer is long overdue, then nothing is looked for or said anew there before it would have arrived', async () => {
    let now = NOW;
    const call = createCall({ clientOf: async () => client }, { now: () => now });
    // As Slack's library throws it; in Jest it does not know it for an error.
    const overdue = Object.assign(new Error('timed out'), { name: 'TimeoutError' });
    const late = () => Promise.reject(new webApi.WebAPIRequestError(overdue));
    const T1 = { workspaceId: 'T1' };
    await expect(call(T1, 'chat.update', late)).rejects.toMatchObject({ trouble: 'unknown', retryAfterMs: 20_000 });
    now += 19_000;
    const waiting = { trouble: 'not_now', retryAfterMs: 1000 };
    await expect(call(T1, 'conversations.history', late)).rejects.toMatchObject(waiting);
    expect(await call({ workspaceId: 'T2' }, 'chat.update', async () => 'done')).toBe('done');
    now += 1000;
    expect(await call(T1, 'conversations.history', async () => 'found')).toBe('found');
  });

  it('when nobody took the call, then nothing was sent', () => {
    const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    const failed = new webApi.WebAPIRequestError(new TypeError('fetch failed', { cause: refused }));
    expect(wayErrorOf(failed, 'chat.postMessage')).toMatchObject({ trouble: 'not_now' });
    const late = new webApi.WebAPIRequestError(new Error('timed out'));
    expect(wayErrorOf(late, 'chat.postMessage')).toMatchObject({ trouble: 'unknown' });
    const wrong = new webApi.WebAPIPlatformError({ ok: false, error: 'invalid_auth' });
    expect(wayErrorOf(wrong, 'chat.postMessage')).toMatchObject({ trouble: 'refused', retryAfterMs: 300_000 });
    const between = new webApi.WebAPIPlatformError({ ok: false, error: '<html>Be right back</html>' });
    expect(wayErrorOf(between, 'chat.postMessage')).toMatchObject({ trouble: 'unknown' });
  });
});

function never(): never {
  throw new Error('it stands nowhere');
}
