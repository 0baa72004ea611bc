import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Front, startFront } from '../../src/demo-slack/front.ts';
import { sha256 } from '../../src/config/keys.ts';
import { MINUTE } from '../../src/domain/time.ts';
import { SlackWorkspaces } from '../../src/http/pages/parts/slack-workspaces.tsx';
import type { Way } from '../../src/ports/way.ts';
import { createSlackWay } from '../../src/slack/delivery/slack-way.ts';
import { channelsIn } from '../../src/slack/install/channels.ts';
import { clientOptions, createWebClient } from '../../src/slack/web-client.ts';
import { aPerson, NOW } from '../support/builders.ts';
import { aLetter, toDecide } from '../mail/letters.ts';
import { LIN } from './scenes.ts';

describe('a channel that was chosen, and is shared with another company since', () => {
  let front: Front;
  let way: Way;
  let now = NOW;
  /** What Slack says of the channel. */
  let info: object = {};
  const calls: string[] = [];
  const client = () =>
    createWebClient(
      'xoxb-1',
      clientOptions(front.url, () => undefined),
    );
  const answers: { readonly [method: string]: object } = {
    'chat.postMessage': { ts: '1.1' },
    'conversations.open': { channel: { id: 'D1' } },
  };
  beforeAll(async () => {
    front = await startFront('http://127.0.0.1:9', (method) => {
      calls.push(method);
      const body = { ok: true, ...(method === 'conversations.info' ? info : answers[method]) };
      return { status: 200, body };
    });
    const workspaces = { clientOf: async () => client(), live: async () => [] };
    const whereIs = async () => ({ workspaceId: 'T1', userId: LIN });
    const around = { keys: { sha256 }, publicUrl: 'https://access.example', clock: { now: () => now } };
    way = createSlackWay({ workspaces, whereIs, ...around });
  });
  afterAll(() => front.stop());
  beforeEach(() => {
    calls.length = 0;
    now += 60 * MINUTE;
    info = { channel: { id: 'C1', name: 'reviews' } };
  });

  const place = { workspaceId: 'T1', channel: 'C1', ts: '1.1' };
  const post = (address = 'C1') => way.post(aLetter({ to: { workspaceId: 'T1', address } }));
  const change = () => way.change(place, toDecide());
  const shared = (how: 'is_ext_shared' | 'is_pending_ext_shared') => {
    info = { channel: { id: 'C1', name: 'reviews', [how]: true } };
  };

  it('when it is our own, then Slack is asked that once for all that is said there for a while', async () => {
    for (const _ of [1, 2]) await post();
    await change();
    expect(calls).toEqual(['conversations.info', 'chat.postMessage', 'chat.postMessage', 'chat.update']);
  });

  it.each(['is_ext_shared', 'is_pending_ext_shared'] as const)(
    'when it is not any more (%s), then nothing is said there, nor changed, until it is again',
    async (how) => {
      await post();
      shared(how);
      now += 10 * MINUTE;
      calls.length = 0;
      for (const say of [post, change]) await expect(say()).rejects.toMatchObject({ trouble: 'nobody_there' });
      expect(calls).toEqual(['conversations.info']);
      info = { channel: { id: 'C1', name: 'reviews' } };
      now += 10 * MINUTE;
      expect(await post()).toEqual(place);
    },
  );

  it('when Slack does not say, then nothing is said there, and it is tried again', async () => {
    info = { ok: false, error: 'internal_error' };
    await expect(post()).rejects.toMatchObject({ trouble: 'unknown' });
    info = { channel: { id: 'C1' } };
    now += MINUTE;
    expect(await post()).toEqual(place);
    expect(calls).toEqual(['conversations.info', 'conversations.info', 'chat.postMessage']);
  });

  it('when it is a direct message, then nobody else can be in it', async () => {
    shared('is_ext_shared');
    await post('U1');
    expect(calls).toEqual(['conversations.open', 'chat.postMessage']);
  });

  it('when somebody looks at Settings, then it says so; and it is not chosen again', async () => {
    shared('is_ext_shared');
    const { channelBy, enter } = channelsIn({ clientOf: async () => client() });
    expect(await enter('T1', 'C1AAAA')).toMatchObject({ problem: { code: 'not_allowed' } });
    const review = await channelBy('T1', 'C1');
    const workspace = { id: 'T1', name: 'Here', installedAt: NOW, installedBy: aPerson(), isGiven: true };
    const seen = { ...workspace, alert: undefined, review, channels: [], missing: [] };
    const looking = { csrf: '', when: { now: NOW, zone: 'UTC' } };
    const page = SlackWorkspaces({ slack: { workspaces: [seen], canAdd: true }, looking: looking as never, typed: {} });
    expect(String(await page)).toContain('People of other companies are in it by now');
  });
});
