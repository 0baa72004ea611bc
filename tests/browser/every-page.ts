import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import type { RequestId } from '../../src/domain/ids.ts';
import { createApp } from '../../src/http/app.ts';
import { createLive } from '../../src/http/live/live.ts';
import { type Listening, listen } from '../../src/http/listen.ts';
import { pageRoutes } from '../../src/http/routes/pages/pages.routes.ts';
import { anId } from '../support/builders.ts';
import { testChromium, whyNoChromium } from '../support/chromium.ts';
import { aDecisionLink } from '../support/decision-link.ts';
import { aPageWorld } from '../support/page-world.ts';
import { describeUnless } from '../support/skip.ts';
import { overhang, visit } from '../support/visit.ts';
import { NO_PAGES, PAGES } from './pages-there-are.ts';

const AXE = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const LONG = 'Unpronounceablename'.repeat(10);
const HOSTILE = `<script>alert(1)</script> "'&amp; ${LONG} \u202eمرحبا 🦊🦊`;
const BUNDLE = anId('bundle');
const MOST_BYTES = 60_000;
const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

type World = Awaited<ReturnType<typeof aPageWorld>>;

/** A request in which everything that people write is too long, and means harm. */
async function aHostileRequest({ api, request }: World): Promise<string> {
  const { requests } = api.deps.store;
  const given = await requests.byId(request);
  if (given === undefined) throw new Error('the world has no request');
  const id = anId('request');
  const changes = given.changes.map((change) => ({ ...change, entitlementId: anId('entitlement') }));
  const called = [given.requesterId, given.appId, ...changes.map(({ entitlementId }) => entitlementId)];
  const names = Object.fromEntries(called.map((one) => [one, HOSTILE]));
  await requests.open({ ...given, id, bundleId: BUNDLE, version: 1, changes, names, reason: HOSTILE }, []);
  return id;
}

/** Half of the pages: two processes share them. */
export async function describePages(name: string, half: 0 | 1): Promise<void> {
  const pages = PAGES.filter((_, at) => at % 2 === half);
  describeUnless(await whyNoChromium(), name, () => {
    const browser = testChromium();
    const stopping = new AbortController();
    let world: World;
    let server: Listening;
    let ids: { readonly [name: string]: string };
    beforeAll(async () => {
      world = await aPageWorld();
      ids = {
        request: world.request,
        task: world.task,
        holding: world.holding,
        version: '1',
        hostile: await aHostileRequest(world),
      };
      const aws = await world.api.deps.store.catalog.appBySlug('aws');
      const link = await aDecisionLink(world, { requestId: ids['hostile'] as RequestId, comment: HOSTILE });
      ids = { ...ids, link, app: aws?.id ?? '', person: world.ids.maya, bundle: BUNDLE };
      const app = createApp({ ...world.api.deps, stopping: stopping.signal });
      const saved = { personId: world.ids.maya, name: HOSTILE.slice(0, 100), typed: { reason: HOSTILE }, savedAt: 0 };
      await world.api.deps.store.savedRequests.keep(saved);
      server = await listen(app.fetch, { host: '127.0.0.1', port: 0 });
    });
    afterAll(async () => {
      stopping.abort();
      await server.drain();
      await world.api.close();
    });

    it('is in the table', () => {
      const { deps } = world.api;
      const { routes } = pageRoutes(deps, createLive(deps));
      const there = new Set(routes.filter(({ method }) => method === 'GET').map(({ path }) => path));
      const known = new Set([...PAGES.map(({ path }) => path), ...NO_PAGES]);
      expect([...there].filter((path) => !known.has(path))).toEqual([]);
    });

    it.each(pages)('$path as $as: $id $query can be used by everybody', async ({ as, path, query = '', id = '' }) => {
      const context = await browser.context({ viewport: DESKTOP, reducedMotion: 'reduce' });
      const address = `http://127.0.0.1:${server.port}`;
      const [name, value] = (await world.cookieOf(as)).split('=') as [string, string];
      await context.addCookies([{ name, value, url: address }]);
      const asked = query.replaceAll(/:(\w+)/g, (_all, one: string) => ids[one] ?? '');
      const { page, status, troubles } = await visit(
        context,
        `${address}${path.replace(/:\w+/, ids[id] ?? '')}${asked}`,
      );
      expect(status).toBe(200);
      expect(await overhang(page)).toBe(0);
      expect(await weight(page)).toBeLessThan(MOST_BYTES);
      expect(await findings(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await findings(page, { runOnly: ['color-contrast'] })).toEqual([]);
      await page.setViewportSize(PHONE);
      expect(await overhang(page)).toBe(0);
      expect(await findings(page, { runOnly: ['target-size', 'scrollable-region-focusable'] })).toEqual([]);
      expect(troubles).toEqual([]);
    });

    it('would be found where it could not be used', async () => {
      const page = await (await browser.context()).newPage();
      await page.setContent(
        '<html lang="en"><title>No</title><main><input><p style="color:#ccc">Pale</p></main></html>',
      );
      expect((await findings(page)).map((one) => one.split(' at ')[0])).toEqual(['color-contrast', 'label']);
    });
  });
}

/** What keeps somebody from using it. */
async function findings(page: Page, options: object = {}): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(await AXE);
  const { violations } = await page.evaluate(
    (given) => (globalThis as unknown as { axe: { run(o: object): Promise<AxeResults> } }).axe.run(given),
    { resultTypes: ['violations'], ...options },
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id} at ${nodes.map(({ html }) => html.slice(0, 120)).join(' and ')}`);
}

/** Over the wire, at the first visit, without images. */
function weight(page: Page): Promise<number> {
  return page.evaluate(() =>
    [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
      .filter(({ name }) => !name.endsWith('.svg'))
      .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).transferSize, 0),
  );
}
