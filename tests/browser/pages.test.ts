import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApp } from '../../src/http/app.ts';
import { type Listening, listen } from '../../src/http/listen.ts';
import { offerSetup } from '../../src/use-cases/set-up-first-admin.ts';
import { anApi } from '../support/api.ts';
import { anOrganisation } from '../support/builders.ts';
import { testChromium, whyNoChromium } from '../support/chromium.ts';
import { describeUnless } from '../support/skip.ts';
import { groundOf, overhang, visit } from '../support/visit.ts';

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

const noChromium = await whyNoChromium();

describeUnless(noChromium, 'the pages in a browser', () => {
  const browser = testChromium();
  let api: Awaited<ReturnType<typeof anApi>>;
  let server: Listening;
  let setup = '';
  beforeAll(async () => {
    api = await anApi(anOrganisation());
    server = await listen(createApp(api.deps).fetch, { host: '127.0.0.1', port: 0 });
    setup = (await offerSetup(api.deps)) ?? '';
  });
  afterAll(async () => {
    await server.drain();
    await api.close();
  });

  const addressOf = (path: string) => `http://127.0.0.1:${server.port}${path.replace(':token', setup)}`;

  const pages = [
    { path: '/sign-in', heading: 'Example' },
    { path: '/api/v1/docs', heading: 'API' },
    { path: '/setup/:token', heading: 'Who is the first admin?' },
  ];
  const looks = (['light', 'dark'] as const).flatMap((colorScheme) => [
    { colorScheme, device: 'a desktop', viewport: DESKTOP },
    { colorScheme, device: 'a phone', viewport: PHONE },
  ]);

  describe.each(pages)('$path', ({ path, heading }) => {
    it.each(looks)('when seen on $device, $colorScheme, then all of it fits', async ({ colorScheme, viewport }) => {
      const context = await browser.context({ colorScheme, viewport });
      const { page, status, troubles } = await visit(context, addressOf(path));
      expect(status).toBe(200);
      expect(await page.locator('h1').textContent()).toBe(heading);
      expect(await overhang(page)).toBe(0);
      expect(troubles).toEqual([]);
    });

    it('when the system is dark, then so is the ground', async () => {
      const ground = async (colorScheme: 'light' | 'dark') =>
        groundOf((await visit(await browser.context({ colorScheme }), addressOf(path))).page);
      expect([await ground('light'), await ground('dark')]).toEqual(['rgb(255, 255, 255)', 'rgb(22, 24, 29)']);
    });
  });

  it('when the first admin fills the form in, then the page shows a token, and the link is gone', async () => {
    const { page, troubles } = await visit(await browser.context(), addressOf('/setup/:token'));
    await page.getByLabel('Name').fill('Ada Byron');
    await page.getByLabel('E-mail').fill('ada@example.com');
    await page.getByRole('button').click();
    await page.getByRole('heading', { name: 'Ada Byron is the first admin' }).waitFor();
    expect(await page.locator('pre').textContent()).toMatch(/^lsh_/);
    expect(troubles).toEqual([]);
    const again = await visit(await browser.context({ viewport: PHONE }), addressOf('/setup/:token'));
    expect(again.status).toBe(404);
    expect(await again.page.locator('h1').textContent()).toBe('This link does not work');
    expect(await overhang(again.page)).toBe(0);
  });
});
