import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRateLimit } from '../../src/http/auth/rate-limit.ts';
import { createApp } from '../../src/http/app.ts';
import { listen } from '../../src/http/listen.ts';
import { anApi } from '../support/api.ts';
import { anOrganisation, aPersonEntry } from '../support/builders.ts';
import { freePort } from '../support/free-port.ts';

describe('so many calls a minute', () => {
  it('when a minute’s worth comes at once, then it passes, and the next waits as long as it is told', () => {
    const limit = createRateLimit(60);
    for (let call = 0; call < 60; call++) expect(limit('ada', 0)).toBeUndefined();
    expect(limit('ada', 0)).toBe(1);
    expect(limit('ada', 400)).toBe(1);
    expect(limit('lin', 400)).toBeUndefined();
    expect(limit('ada', 1000)).toBeUndefined();
    expect(limit('ada', 1000)).toBe(1);
  });

  it('when few are allowed, then the wait is honest, and asking meanwhile makes it no longer', () => {
    const limit = createRateLimit(2);
    expect([limit('ada', 0), limit('ada', 0), limit('ada', 0), limit('ada', 20_000)]).toEqual([
      undefined,
      undefined,
      30,
      10,
    ]);
    expect(limit('ada', 30_000)).toBeUndefined();
  });

  it('when the clock goes back, then nobody is given more, and nobody is shut out', () => {
    const limit = createRateLimit(1);
    expect([limit('ada', 60_000), limit('ada', 0), limit('ada', 120_000)]).toEqual([undefined, 60, undefined]);
  });

  it('when callers come from ever new places, then who was quiet for longest is forgotten', () => {
    const limit = createRateLimit(1, 2);
    expect([limit('a', 0), limit('b', 0), limit('b', 0), limit('c', 0)]).toEqual([undefined, undefined, 60, undefined]);
    expect(limit('b', 0)).toBe(60);
    expect(limit('a', 0)).toBeUndefined();
  });
});

describe('a server that counts calls', () => {
  let api: Awaited<ReturnType<typeof anApi>>;
  let server: Awaited<ReturnType<typeof listen>>;
  let now = 0;
  beforeAll(async () => {
    api = await anApi(anOrganisation({ people: [aPersonEntry()] }));
    now = Date.now();
    const counting = { ...api.deps, clock: { now: () => now }, rateLimit: createRateLimit(3) };
    server = await listen(createApp(counting).fetch, { host: '127.0.0.1', port: await freePort() });
  });
  afterAll(async () => {
    await server.drain();
    await api.close();
  });

  const call = async (path: string, token?: string) => {
    const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const response = await fetch(`http://127.0.0.1:${server.port}${path}`, { headers });
    const type = response.headers.get('content-type');
    return { status: response.status, wait: response.headers.get('retry-after'), type, body: await response.text() };
  };

  it('when a token calls too often, then it is told how long to wait, other tokens are not, and it may again', async () => {
    const [busy, quiet] = [await api.token(), await api.token()];
    for (let turn = 0; turn < 3; turn++) expect((await call('/api/v1/me', busy)).status).toBe(200);
    const refusal = await call('/api/v1/me', busy);
    expect(refusal).toMatchObject({ status: 429, wait: '20', type: 'application/problem+json' });
    expect(JSON.parse(refusal.body)).toMatchObject({
      code: 'too_many',
      detail: 'Too many calls. Nothing was done; try again in 20 seconds.',
    });
    expect((await call('/api/v1/people', busy)).status).toBe(429);
    expect((await call('/api/v1/me', quiet)).status).toBe(200);
    now += 20_000;
    expect((await call('/api/v1/me', busy)).status).toBe(200);
  });

  it('when tokens are guessed, then the address is counted, and who shows a good one is served there all the same', async () => {
    const good = await api.token();
    for (const wrong of [undefined, 'nonsense', 'x'.repeat(40)])
      expect((await call('/api/v1/me', wrong)).status).toBe(401);
    expect((await call('/api/v1/me')).status).toBe(429);
    expect((await call('/setup/guessed')).status).toBe(429);
    expect((await call('/api/v1/me', good)).status).toBe(200);
    expect((await call('/healthz')).status).toBe(200);
  });
});
