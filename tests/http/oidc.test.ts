import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApp } from '../../src/http/app.ts';
import { createOidc } from '../../src/http/auth/oidc.ts';
import type { HttpDeps } from '../../src/http/deps.ts';
import { type Listening, listen } from '../../src/http/listen.ts';
import { forgetIdentities } from '../../src/use-cases/sessions/forget-identities.ts';
import { anApi } from '../support/api.ts';
import { anOrganisation, aPersonEntry } from '../support/builders.ts';
import { freePort } from '../support/free-port.ts';
import { aBrowser, anOidcProvider } from '../support/oidc-provider.ts';

const organisation = anOrganisation({
  people: ['ada', 'maya', 'lin'].map((name) => aPersonEntry({ email: `${name}@example.com`, name })),
});
const accounts: Parameters<typeof anOidcProvider>[0] = {
  'sub-ada': { email: 'ADA@example.com' },
  'sub-maya': { email: 'maya@example.com', verified: false },
  'sub-lin': { email: 'lin@example.com', groups: ['security', 'constructor'] },
  'sub-stranger': { email: 'stranger@example.com' },
};

describe('signing in at a provider', () => {
  let api: Awaited<ReturnType<typeof anApi>>;
  let provider: Awaited<ReturnType<typeof anOidcProvider>>;
  let server: Listening;
  let url: string;
  const troubles: unknown[] = [];
  beforeAll(async () => {
    api = await anApi(organisation);
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    provider = await anOidcProvider(accounts, `${url}/sign-in/back`);
    const settings = {
      ...provider,
      name: 'Staff',
      scopes: 'openid email groups',
      rolesClaim: 'groups',
      trustsEmail: false,
      provesAnew: true,
    };
    const oidc = createOidc(settings, (error) => troubles.push(error));
    const web: HttpDeps['web'] = { publicUrl: url, demoSignIn: false, provider: oidc, roles: { security: 'auditor' } };
    server = await listen(createApp({ ...api.deps, web }).fetch, { host: '127.0.0.1', port });
  });
  afterAll(async () => {
    await server.drain();
    await provider.close();
    await api.close();
  });

  const signIn = (subject: string, to = '/requests?tab=open', browser = aBrowser()) =>
    browser.signInAs(`${url}/sign-in/with?to=${encodeURIComponent(to)}`, subject);

  it('when the address is verified, then they are signed in, and come to where they wanted to go', async () => {
    const browser = aBrowser();
    const asked = await browser.go(`${url}/requests?tab=open`);
    expect(asked.text).toContain('Sign in with Staff');
    const page = await signIn('sub-ada', '/requests?tab=open', browser);
    expect([page.url, page.status]).toEqual([`${url}/requests?tab=open`, 200]);
    expect(page.text).toContain('<bdi>ada</bdi>');
  });

  it('when the provider has not verified the address, then nobody is signed in', async () => {
    const page = await signIn('sub-maya');
    expect([page.status, page.text]).toEqual([403, expect.stringContaining('has not verified')]);
  });

  it('when nobody here has the address, then that is said', async () => {
    const page = await signIn('sub-stranger');
    expect([page.status, page.text]).toEqual([403, expect.stringContaining('Nobody here has the e-mail address')]);
  });

  it('when the address is given to somebody else there, then the one who was bound stays who they are', async () => {
    await signIn('sub-ada');
    accounts['sub-ada'] = { email: 'maya@example.com' };
    expect((await signIn('sub-ada')).text).toContain('<bdi>ada</bdi>');
    accounts['sub-ada'] = { email: 'ada@example.com' };
  });

  it('when somebody else is given an address that is bound, then they are nobody, until a super admin says otherwise', async () => {
    await signIn('sub-ada');
    accounts['sub-heir'] = { email: 'ada@example.com' };
    const heir = await signIn('sub-heir');
    expect([heir.status, heir.text]).toEqual([403, expect.stringContaining('signs in as somebody else')]);
    const { deps } = api;
    const ada = await deps.store.people.byEmail('ada@example.com');
    if (ada === undefined) throw new Error('there is an Ada');
    const origin = { actor: { kind: 'system' }, surface: 'web' } as const;
    const forget = (roles: (typeof ada)['roles']) =>
      forgetIdentities(deps, { person: { ...ada, roles }, principal: 'somebody', origin }, ada);
    expect([(await forget(['access_admin'])).ok, (await forget(['super_admin'])).ok]).toEqual([false, true]);
    expect(await deps.store.sessions.liveOf(ada.id, Date.now())).toEqual([]);
    expect((await signIn('sub-heir')).text).toContain('<bdi>ada</bdi>');
    expect((await signIn('sub-ada')).status).toBe(403);
    await forget(['super_admin']);
  });

  it('when a group is mapped, then its role is theirs for this session, and no other name is', async () => {
    const page = await signIn('sub-lin', '/');
    expect(page.text).toContain('href="/audit"');
    expect((await api.deps.store.people.byEmail('lin@example.com'))?.roles).toEqual([]);
  });

  it('when it has to be fresh, then the provider is asked to prove it anew, and says when', async () => {
    const browser = aBrowser();
    await signIn('sub-ada', '/', browser);
    const begun = await fetch(`${url}/sign-in/with?fresh&to=/`, { redirect: 'manual' });
    expect(new URL(begun.headers.get('location') ?? '').searchParams.get('max_age')).toBe('0');
    const ada = await api.deps.store.people.byEmail('ada@example.com');
    const before = Date.now() - 60_000;
    await browser.signInAs(`${url}/sign-in/with?fresh&to=/`, 'sub-ada');
    const [latest] = await api.deps.store.sessions.liveOf(ada?.id ?? 'per_', Date.now());
    expect(latest?.provenAt).toBeGreaterThan(before);
  });

  it.each([
    ['was begun in another browser', '/sign-in/back?code=x&state=y', 'not begun in this browser'],
    ['comes back with an error', '/sign-in/back?error=access_denied', 'not begun in this browser'],
  ])('when it %s, then nobody is signed in', async (_, path, sentence) => {
    const page = await aBrowser().go(`${url}${path}`);
    expect([page.status, page.text]).toEqual([403, expect.stringContaining(sentence)]);
  });

  it('when a code is brought to a beginning that it does not belong to, then nobody is signed in', async () => {
    const browser = aBrowser();
    const begun = await fetch(`${url}/sign-in/with?to=/`, { redirect: 'manual' });
    const cookie = begun.headers
      .getSetCookie()
      .map((line) => line.split(';')[0])
      .join('; ');
    const back = await fetch(`${url}/sign-in/back?code=of-somebody-else&state=another`, { headers: { cookie } });
    expect([back.status, await back.text()]).toEqual([403, expect.stringContaining('did not say who you are')]);
    expect(troubles.length).toBeGreaterThan(0);
    expect((await browser.go(`${url}/`)).url).toContain('/sign-in');
  });

  it('when the way back leads elsewhere, then it leads home', async () => {
    expect((await signIn('sub-ada', 'https://evil.example.com/')).url).toBe(`${url}/`);
    expect((await signIn('sub-ada', '//evil.example.com/')).url).toBe(`${url}/`);
  });
});
