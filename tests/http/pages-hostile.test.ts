import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApp } from '../../src/http/app.ts';
import { createLive } from '../../src/http/live/live.ts';
import { pageRoutes } from '../../src/http/routes/pages/pages.routes.ts';
import { FORMS, filled } from '../support/page-calls.ts';
import { type Answer, aPageWorld } from '../support/page-world.ts';

type World = Awaited<ReturnType<typeof aPageWorld>>;

const HTML = { headers: { accept: 'text/html' } };

describe('what pages are sent by those who mean harm', () => {
  let world: World;
  let app: string;
  beforeAll(async () => {
    // What PostgreSQL cannot store, it cannot be asked for either.
    world = await aPageWorld('postgres');
    app = (await world.api.deps.store.catalog.appBySlug('aws'))?.id ?? '';
    // Signing in is on the record as well.
    await Promise.all([world.cookieOf('root'), world.cookieOf('maya')]);
  });
  afterAll(() => world.api.close());

  const csrfOf = async (name: 'root' | 'maya'): Promise<string> =>
    /name="csrf" value="([^"]*)"/.exec((await world.see(name, '/')).text)?.[1] ?? '';

  /** The forms by which something was done. */
  async function sentBy(
    csrf: string | undefined,
    headers: { readonly [name: string]: string } = {},
  ): Promise<string[]> {
    const sent = Object.entries(FORMS).map(async ([path, { typed = {} }]) => {
      const body = new URLSearchParams({ ...typed, ...(csrf === undefined ? {} : { csrf }) });
      const answer: Answer = await world.ask('root', filled(world, path, app), { method: 'POST', body, headers });
      const isRefused = answer.status === 403 || answer.status === 404;
      return isRefused || (path === '/theme' && answer.headers.getSetCookie().length === 0) ? [] : [path];
    });
    return (await Promise.all(sent)).flat();
  }

  it.each([
    ['nothing that says that it is ours', undefined, undefined],
    ['something made up', undefined, undefined],
    ['the secret of somebody else', 'maya', undefined],
    ['the right secret, from a page elsewhere', 'root', 'cross-site'],
    ['the right secret, from a page next door', 'root', 'same-site'],
  ] as const)('when a form comes with %s, then nothing is done, whichever it is', async (what, whose, site) => {
    const { audit } = world.api.deps.store;
    const made = what === 'something made up' ? 'AAAAAAAAAAAAAAAAAAAAAAAA' : undefined;
    const secret = whose === undefined ? made : await csrfOf(whose);
    const before = await audit.head();
    expect(await sentBy(secret, site === undefined ? {} : { 'sec-fetch-site': site })).toEqual([]);
    expect(await audit.head()).toEqual(before);
  });

  it('when an address holds what is no text, then it is refused, and nothing breaks', async () => {
    const { routes } = pageRoutes(world.api.deps, createLive(world.api.deps));
    const paths = [...new Set(routes.filter(({ method }) => method === 'GET').map(({ path }) => path))];
    const queries = ['q', 'who', 'after', 'app', 'text', 'from', 'department', 'person', 'title', 'bundle', 'for'];
    const query = queries.map((name) => `${name}=%00`).join('&');
    const asked = await Promise.all(paths.map((path) => world.see('root', `${filled(world, path, app)}?${query}`)));
    expect(asked.map(({ status }) => status)).toEqual(paths.map(() => 400));
    expect((await world.see('root', '/people/%00')).status).toBe(400);
  });

  it.each(['%', '%E0%A4%A', '%ED%A0%80', '"', '*', "' or 1=1 --", 'a OR b NEAR(c)', '\\', '_%', '😀'.repeat(150)])(
    'when somebody searches for %s, then it is only searched for',
    async (search) => {
      const q = search.startsWith('%') ? search : encodeURIComponent(search);
      const places = ['/requests?q=', '/people?q=', '/apps?q=', '/audit?text=', '/audit?who=', '/requests/new?q='];
      const likes = ['/requests/new/like?who=', '/requests/new/like?title=', '/people?department='];
      const seen = await Promise.all([...places, ...likes].map((place) => world.see('root', `${place}${q}`)));
      expect(seen.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
    },
  );

  it('when a form is no form, then nothing breaks', async () => {
    const headers = { 'content-type': 'multipart/form-data' };
    const sent = await world.ask('root', '/settings/tokens', { method: 'POST', body: 'not a form', headers });
    expect(sent.status).toBe(403);
  });

  it('when more is sent than is taken, then a page says so', async () => {
    const body = new URLSearchParams({ reason: 'x'.repeat(1_100_000) });
    const sent = await world.ask('root', '/settings/freeze', { method: 'POST', body, ...HTML });
    expect([sent.status, sent.text]).toEqual([413, expect.stringContaining('<p class="lead">')]);
  });

  it('when something breaks, then a page says so, and no more than that', async () => {
    const { store } = world.api.deps;
    const reported: unknown[] = [];
    const broken = {
      ...world.api.deps,
      store: { ...store, catalog: { ...store.catalog, apps: () => Promise.reject(new Error('at the-database.ts')) } },
      reportError: (error: unknown) => reported.push(error),
    };
    const asked = { headers: { ...HTML.headers, cookie: await world.cookieOf('root') } };
    const answer = await createApp(broken).request('/apps', asked);
    const text = await answer.text();
    expect([answer.status, reported.length]).toEqual([500, 1]);
    expect(text).toContain('Something broke on our side');
    expect(text).not.toMatch(/the-database/);
  });
});
