import { afterEach, describe, expect, it } from '@jest/globals';
import { createMailWay } from '../../src/mail/mail-way.ts';
import { transportOptions } from '../../src/mail/transport.ts';
import { WayError } from '../../src/ports/way.ts';
import { aPerson } from '../support/builders.ts';
import { freePort } from '../support/free-port.ts';
import { aMailServer } from '../support/mail-server.ts';
import { HOSTILE } from '../slack/hostile.ts';
import { maysRequest } from '../slack/scenes.ts';
import { aLetter, newsOf, PUBLIC_URL, toDecide } from './letters.ts';

describe('mail as a way', () => {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const one of open.splice(0)) await one.close();
  });
  const aServer = async (given?: Parameters<typeof aMailServer>[0]) => {
    const server = await aMailServer(given);
    open.push(server);
    return server;
  };
  const aWay = (url: string) => createMailWay({ url, from: 'Leasehold <access@example.com>', publicUrl: PUBLIC_URL });
  const troubleIn = async (sent: Promise<unknown>): Promise<WayError> => {
    const error = await sent.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof WayError)) throw new Error(`no trouble of a way: ${String(error)}`);
    return error;
  };

  it('when it is sent, then it arrives in both forms, with a link, and no machine answers it', async () => {
    const server = await aServer();
    await aWay(server.url).post(aLetter());
    const [mail] = server.arrived;
    expect(mail?.to).toEqual(['maya@example.com']);
    expect(mail?.headers.get('from')).toBe('Leasehold <access@example.com>');
    expect(mail?.headers.get('subject')).toBe('Maya Ortiz asks for Deploy on Production AWS for 8 hours');
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    for (const form of [mail?.text, mail?.html]) {
      expect(form).toContain('Rolling back the failed release, incident 4411');
      expect(form).toContain(`${PUBLIC_URL}/requests/REQ-7K3F9QAB2M`);
    }
  });

  it('when it is sent again, then it is known for the same; all about one request hangs together', async () => {
    const server = await aServer();
    const way = aWay(server.url);
    const news = aLetter({ key: 'request:REQ-7K3F9QAB2M given#7 per_MAYA', says: newsOf('given') });
    for (const letter of [aLetter(), aLetter(), news, aLetter({ key: 'request:REQ-0000000000 decide per_LIN' })])
      await way.post(letter);
    const ids = server.arrived.map(({ headers }) => headers.get('message-id'));
    expect(ids[0]).toMatch(/^<[0-9a-f]{40}@example\.com>$/);
    expect([ids[1] === ids[0], new Set(ids).size]).toEqual([true, 3]);
    const threads = server.arrived.map(({ headers }) => headers.get('references'));
    expect(threads.map((one) => one === threads[0])).toEqual([true, true, true, false]);
    expect(server.arrived.map(({ headers }) => headers.get('in-reply-to'))).toEqual(threads);
  });

  it('when nobody has that address any more, then they are reached in another way', async () => {
    const server = await aServer({ refuses: () => ({ code: 550, words: 'no such user here' }) });
    const error = await troubleIn(aWay(server.url).post(aLetter()));
    expect([error.trouble, error.message]).toEqual(['nobody_there', expect.stringContaining('no such user here')]);
    expect(server.arrived).toEqual([]);
  });

  it('when the server wants to be asked again, then it is later, and taken then', async () => {
    let asked = 0;
    const server = await aServer({ refuses: () => (asked++ === 0 ? { code: 451, words: 'greylisted' } : undefined) });
    const way = aWay(server.url);
    const error = await troubleIn(way.post(aLetter()));
    expect([error.trouble, (error.retryAfterMs ?? 0) > 0]).toEqual(['not_now', true]);
    await way.post(aLetter());
    expect(server.arrived).toHaveLength(1);
  });

  it('when the server is down, then nothing was sent, and it is once it is back', async () => {
    const port = await freePort();
    const way = aWay(`smtp://127.0.0.1:${port}`);
    expect((await troubleIn(way.post(aLetter()))).trouble).toBe('not_now');
    const server = await aServer({ port });
    await way.post(aLetter());
    expect(server.arrived).toHaveLength(1);
  });

  it('when the line is cut before it says that it took it, then nobody knows', async () => {
    const server = await aServer({
      onData: (stream) => {
        stream.on('end', () => server.drop()).resume();
      },
    });
    expect((await troubleIn(aWay(server.url).post(aLetter()))).trouble).toBe('unknown');
  });

  it('when the server does not take such a mail, or does not know us, then somebody has to see to it', async () => {
    const full = await aServer({
      onData: (stream, _, done) => {
        stream.on('end', () => done(Object.assign(new Error('not wanted'), { responseCode: 554 }))).resume();
      },
    });
    expect(await troubleIn(aWay(full.url).post(aLetter()))).toMatchObject({
      trouble: 'refused',
      retryAfterMs: 300_000,
    });
    const closed = await aServer({
      ...{ authOptional: false, allowInsecureAuth: true },
      onAuth: (_, __, done) => done(new Error('wrong')),
    });
    const error = await troubleIn(aWay(`smtp://leasehold:a-secret@127.0.0.1:${closed.port}`).post(aLetter()));
    expect([error.trouble, JSON.stringify([error.message, error])]).toEqual([
      'refused',
      expect.not.stringContaining('a-secret'),
    ]);
  });
});

describe('mail and its encryption', () => {
  it('when the server offers it, then it is used; whom nobody vouches for gets nothing', async () => {
    const server = await aMailServer({ disabledCommands: [] });
    const from = 'access@example.com';
    const trusting = createMailWay({ url: `${server.url}?tls.rejectUnauthorized=false`, from, publicUrl: PUBLIC_URL });
    await trusting.post(aLetter());
    expect(server.arrived.map(({ secure }) => secure)).toEqual([true]);
    const strict = createMailWay({ url: server.url, from, publicUrl: PUBLIC_URL });
    await expect(strict.post(aLetter())).rejects.toThrow(/certificate/);
    expect(server.arrived).toHaveLength(1);
    await server.close();
  });

  it('when there is a password, then it goes over no open line, unless the URL says so', () => {
    expect(transportOptions('smtp://me:pw@mail.example.com:587')).toMatchObject({ requireTLS: true });
    expect(transportOptions('smtp://me:pw@mail.example.com:25?ignoreTLS=true')).not.toHaveProperty('requireTLS');
    expect(transportOptions('smtp://me:pw@127.0.0.1:1025')).not.toHaveProperty('requireTLS');
    expect(transportOptions('smtp://mail.example.com')).not.toHaveProperty('requireTLS');
  });
});

describe('what people write, in a mail', () => {
  it('when it means harm, then it is text, and never another header or address', async () => {
    const server = await aMailServer();
    const way = createMailWay({ url: server.url, from: 'access@example.com', publicUrl: PUBLIC_URL });
    const evil = ['Maya\r\nBcc: eve@evil.example\r\n\r\n<script>alert(1)</script>', ...HOSTILE];
    for (const text of evil) {
      const names = { per_MAYA: text, per_LIN: text, app_AWS: text, ent_DEPLOY: text };
      await way.post(
        aLetter({ says: toDecide(maysRequest({ names, reason: text }), { looking: { name: text, since: 0 } }) }),
      );
    }
    const allowed = new Set(server.arrived[1]?.headers.keys());
    expect(server.arrived).toHaveLength(evil.length);
    for (const { to, headers, html, text } of server.arrived) {
      expect(to).toEqual(['maya@example.com']);
      expect([...headers.keys()].filter((name) => !allowed.has(name))).toEqual([]);
      expect(html).not.toMatch(/<script|<img|<table/);
      const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, to = '']) => new URL(to).origin);
      expect(links).toEqual([PUBLIC_URL, PUBLIC_URL]);
      expect(`${text}${headers.get('subject')}`).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b]/);
      expect((headers.get('subject') ?? '').length).toBeLessThanOrEqual(150);
    }
    await server.close();
  });

  it('when an address could be more than one, or its person has left, then no mail reaches them', async () => {
    const way = createMailWay({ url: 'smtp://127.0.0.1:1', from: 'a@b.example', publicUrl: PUBLIC_URL });
    const box = (email: string, status: 'active' | 'offboarded' = 'active') =>
      way.letterboxOf(aPerson({ email, status }));
    expect(await box('maya@example.com')).toEqual({ workspaceId: undefined, address: 'maya@example.com' });
    for (const email of [
      'a@b.example, c@d.example',
      'a@b.example\r\nRCPT TO:<x@y.example>',
      '<a@b.example>',
      'maya',
      '',
    ])
      expect(await box(email)).toBeUndefined();
    expect(await box('maya@example.com', 'offboarded')).toBeUndefined();
  });
});
