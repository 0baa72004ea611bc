import { describe, expect, it } from '@jest/globals';
import { startRelay } from '../../src/demo-slack/relay.ts';
import { listen } from '../../src/http/listen.ts';
import { signed } from '../support/signed-slack.ts';

describe('between the stand-in for Slack and the app of the demo', () => {
  it('what is signed stays as it was, and dates in the answer are words', async () => {
    const heard: (string | null)[] = [];
    const app = await listen(
      async (request) => {
        heard.push(await request.text(), request.headers.get('x-slack-signature'));
        return Response.json({ text: 'ends <!date^1795895400^{time}|Sat, 28 Nov 2026, 18:50 UTC>' });
      },
      { host: '127.0.0.1', port: 0 },
    );
    const relay = await startRelay(`http://127.0.0.1:${app.port}`);
    const sent = signed('{"type":"event_callback"}');
    const answer = await fetch(relay.url, sent);
    expect(await answer.json()).toEqual({ text: 'ends Sat, 28 Nov 2026, 18:50 UTC' });
    expect(heard).toEqual([sent.body, new Headers(sent.headers).get('x-slack-signature')]);
    await app.drain();
    expect((await fetch(relay.url, signed('{}'))).status).toBe(503);
    await relay.stop();
  });
});
