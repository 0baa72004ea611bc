import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApp } from '../../src/http/app.ts';
import { createOidc } from '../../src/http/auth/oidc.ts';
import { type Listening, listen } from '../../src/http/listen.ts';
import type { DecisionLink } from '../../src/ports/desk-store.ts';
import { aDecisionLink } from '../support/decision-link.ts';
import { freePort } from '../support/free-port.ts';
import { aBrowser, anOidcProvider } from '../support/oidc-provider.ts';
import { aPageWorld } from '../support/page-world.ts';

type World = Awaited<ReturnType<typeof aPageWorld>>;

async function aLink(world: World, given?: Partial<DecisionLink>): Promise<string> {
  return `/decide/${await aDecisionLink(world, given)}`;
}

describe('the page of a link that approves', () => {
  let world: World;
  beforeAll(async () => {
    world = await aPageWorld();
  });
  afterAll(() => world.api.close());

  const isUnused = async (path: string) => {
    const { store, keys } = world.api.deps;
    return (await store.desk.linkBy(keys.sha256(path.slice('/decide/'.length))))?.usedAt === undefined;
  };

  it('when it is theirs, then it shows what would be approved, and what people wrote is only text', async () => {
    const { status, text } = await world.see('lin', await aLink(world, { comment: '<b>fine</b>' }));
    expect([status, text.includes('Yes, approve as is')]).toEqual([200, true]);
    expect(text).toContain('&lt;b&gt;fine&lt;/b&gt;');
    expect(text).toContain('Rolling back the failed release');
  });

  it('when somebody else opens it, then they learn nothing, and it stays good', async () => {
    const path = await aLink(world);
    for (const did of [await world.see('ada', path), await world.send('ada', path, {}, '/settings')]) {
      expect([did.status, did.text]).toEqual([403, expect.stringContaining('made for somebody else')]);
      expect(did.text).not.toContain(world.request);
    }
    expect([await isUnused(path), (await world.see('lin', path)).status]).toEqual([true, 200]);
  });

  it.each([
    ['was used', { usedAt: 1 }, 410, 'You have approved by this link already'],
    ['is too old', { expiresAt: 1 }, 410, 'was good for ten minutes'],
    ['is about nothing', { requestId: 'REQ-0000000000' }, 404, 'is over, or never was one'],
  ] as const)('when it %s, then that is said, and it approves nothing', async (_, given, status, sentence) => {
    const path = await aLink(world, given);
    for (const did of [await world.see('lin', path), await world.send('lin', path, {}, '/settings')]) {
      expect([did.status, did.text]).toEqual([status, expect.stringContaining(sentence)]);
      expect(did.text).not.toContain('Yes, approve');
    }
  });

  it('when a letter of it is another, then there is no such link', async () => {
    const path = await aLink(world);
    const tampered = `${path.slice(0, -1)}${path.endsWith('A') ? 'B' : 'A'}`;
    expect((await world.see('lin', tampered)).status).toBe(404);
    expect((await world.see('lin', '/decide/%00')).status).toBe(400);
  });

  it('when it came from a page of somebody else, or nothing can be decided now, then it stays good', async () => {
    const path = await aLink(world);
    const foreign = { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } };
    expect((await world.ask('lin', path, foreign)).status).toBe(403);
    const away = await world.send('lin', path, {}, path);
    expect([away.status, away.text]).toEqual([503, expect.stringContaining('Temporal is away')]);
    expect([away.text.includes('Yes, approve'), await isUnused(path)]).toEqual([true, true]);
  });

  it('when it is the demo, then choosing who one is is the fresh sign-in', async () => {
    const path = await aLink(world);
    const demo = createApp({ ...world.api.deps, web: { publicUrl: undefined, demoSignIn: true } });
    const asked = await demo.request(path);
    expect(asked.headers.get('location')).toBe(`/sign-in?to=${encodeURIComponent(path)}&fresh`);
    const body = new URLSearchParams({ person: world.ids.lin, to: path });
    const signedIn = await demo.request('/sign-in', { method: 'POST', body });
    expect(signedIn.headers.get('location')).toBe(path);
    const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    expect(await (await demo.request(path, { headers: { cookie } })).text()).toContain('Yes, approve as is');
  });
});

describe('a provider whose word for when somebody signed in counts for nothing', () => {
  let world: World;
  let provider: Awaited<ReturnType<typeof anOidcProvider>>;
  let server: Listening;
  let url: string;
  beforeAll(async () => {
    world = await aPageWorld();
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    provider = await anOidcProvider({ 'sub-lin': { email: 'lin@example.com' } }, `${url}/sign-in/back`);
    const how = { name: 'Chat', scopes: 'openid email', rolesClaim: 'groups', trustsEmail: false, provesAnew: false };
    const web = { publicUrl: url, demoSignIn: false, provider: createOidc({ ...provider, ...how }, () => undefined) };
    server = await listen(createApp({ ...world.api.deps, web }).fetch, { host: '127.0.0.1', port });
  });
  afterAll(async () => {
    await server.drain();
    await provider.close();
    await world.api.close();
  });

  it('when they have just signed in with it, then the link says that it cannot be approved so, and Settings too', async () => {
    const path = await aLink(world);
    const browser = aBrowser();
    const page = await browser.signInAs(`${url}/sign-in/with?fresh&to=${encodeURIComponent(path)}`, 'sub-lin');
    expect([page.status, page.text]).toEqual([200, expect.stringContaining('Chat does not say when you proved')]);
    expect(page.text).not.toMatch(/Yes, approve|Sign in again/);
    const settings = (await browser.go(`${url}/settings`)).text;
    expect(settings).toContain('nobody who signs in with it can approve what is high risk');
    expect(settings).toContain('This sign-in does not say when you proved who you are');
  });
});
