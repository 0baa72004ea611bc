import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadConfig } from '../../src/config/load-config.ts';
import { createApp } from '../../src/http/app.ts';
import type { WebSettings } from '../../src/http/deps.ts';
import { webOf } from '../../src/http-deps-of.ts';
import { aPageWorld } from '../support/page-world.ts';

type World = Awaited<ReturnType<typeof aPageWorld>>;

const DEMO: WebSettings = { publicUrl: undefined, demoSignIn: true };

describe('signing in where it is a demo', () => {
  let world: World;
  beforeAll(async () => {
    world = await aPageWorld();
  });
  afterAll(() => world.api.close());

  const appOf = (web: WebSettings = DEMO) => createApp({ ...world.api.deps, web });
  const choose = (to = '/', headers: { readonly [name: string]: string } = {}, web?: WebSettings) =>
    appOf(web).request('/sign-in', {
      ...{ method: 'POST', body: new URLSearchParams({ person: world.ids.root, to }) },
      headers: { host: 'localhost:3000', ...headers },
    });
  const cookiesOf = ({ headers }: Response) => headers.getSetCookie();

  it.each([
    ...[
      'evil.example.com',
      'localhost.evil.example.com',
      '127.0.0.1.evil.example.com',
      'localhost:3000@evil.example.com',
    ],
    ...['0.0.0.0:3000', '127.0.0.2', '', 'localhost, evil.example.com'],
  ])('when it is called by the name "%s", then nobody is offered, and nobody is signed in', async (host) => {
    const page = await appOf().request('/sign-in', { headers: { host, 'x-forwarded-host': 'localhost' } });
    expect(await page.text()).not.toContain('This is a demo');
    const chosen = await choose('/', { host });
    expect([chosen.status, cookiesOf(chosen)]).toEqual([403, []]);
  });

  it('when it is chosen on a page of somebody else, then nobody is signed in', async () => {
    expect(cookiesOf(await choose('/', { 'sec-fetch-site': 'cross-site' }))).toEqual([]);
  });

  it.each([
    ...[
      '//evil.example.com',
      '/\\evil.example.com',
      '/\t/evil.example.com',
      'https://evil.example.com',
      'javascript:x',
    ],
    ...['\\\\evil.example.com', '/%0d%0aset-cookie:x=y', '', 'evil.example.com', '@evil.example.com'],
  ])('when it is said to go on to "%s", then that leads nowhere else', async (to) => {
    const location = (await choose(to)).headers.get('location') ?? '';
    expect(new URL(location, 'http://localhost:3000').origin).toBe('http://localhost:3000');
    expect(location).toMatch(/^\/(?![/\\])/);
  });

  it('when somebody signs in, then what the browser held before is worth nothing', async () => {
    const signedIn = await choose('/', { cookie: 'leasehold=chosen-by-somebody-else' });
    const [cookie = ''] = cookiesOf(signedIn)[0]?.split(';') ?? [];
    expect(cookie).toMatch(/^leasehold=[\w-]{20,}$/);
    const visit = async (held: string) => (await appOf().request('/', { headers: { cookie: held } })).status;
    expect([await visit('leasehold=chosen-by-somebody-else'), await visit(cookie)]).toEqual([303, 200]);
  });

  it('when people reach it by https, then the cookie is of this host alone, and read by no script', async () => {
    const [cookie = ''] = cookiesOf(await choose('/', {}, { ...DEMO, publicUrl: 'https://access.example.com' }));
    expect(cookie).toMatch(/^__Host-leasehold=.*Path=\/; Expires=.*HttpOnly; Secure; SameSite=Lax$/);
    expect(cookie).not.toContain('Domain');
  });

  it('is shown in nobody’s frame, and runs what is ours alone', async () => {
    const { headers } = await appOf().request('/sign-in');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
  });

  it.each([
    [{}, true, true],
    [{}, false, false],
    [{ LEASEHOLD_HOST: '0.0.0.0' }, true, false],
    [{ LEASEHOLD_PUBLIC_URL: 'https://access.example.com' }, true, false],
    [{ LEASEHOLD_PUBLIC_URL: 'http://localhost:3000' }, true, true],
  ])('with %j, where the organisation is the demo’s: %s, it is offered: %s', (env, isDemo, isOffered) => {
    expect(webOf(loadConfig(env), isDemo, () => undefined).demoSignIn).toBe(isOffered);
  });
});
