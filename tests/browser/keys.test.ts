import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry } from '../support/builders.ts';
import { testChromium, whyNoChromium } from '../support/chromium.ts';
import { describeUnless } from '../support/skip.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { aWebStage, type WebStage } from '../support/web-stage.ts';

const organisation = anOrganisation({
  people: ['ada', 'maya'].map((name) => aPersonEntry({ email: `${name}@example.com`, name })),
  apps: [
    anAppEntry({
      ...{ slug: 'aws', name: 'Production cloud', owners: ['ada@example.com'] },
      entitlements: ['by-keys', 'other', 'beside', 'phone', 'typed'].map((slug) =>
        anEntitlementEntry({ slug, name: slug }),
      ),
    }),
  ],
});

describeUnless((await whyNoTemporal()) ?? (await whyNoChromium()), 'a list', () => {
  const browser = testChromium();
  let web: WebStage;
  beforeAll(async () => {
    web = await aWebStage(organisation);
  });
  afterAll(() => web.close());

  const open = async (path: string, viewport = { width: 1280, height: 800 }): Promise<Page> =>
    (await web.visitAs(await browser.context({ viewport }), 'ada', path)).page;
  const panel = (page: Page) => page.locator('aside.panel');
  const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim());
  const pathOf = (page: Page) => new URL(page.url()).pathname;

  it('when only keys are used, then a request is found, opened, and approved with a comment', async () => {
    const id = await web.people.asked('maya', 'aws/by-keys');
    await web.people.asked('maya', 'aws/other');
    const page = await open('/requests');
    const press = (...keys: string[]) =>
      keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
    await press('/');
    await page.keyboard.type(id);
    await press('Enter');
    await page.waitForURL(/q=REQ/);
    await press('j', 'Enter');
    await panel(page).getByRole('heading', { level: 1 }).waitFor();
    expect(pathOf(page)).toBe(`/requests/${id}`);
    await press('a');
    await panel(page).getByLabel('Comment, if you like').waitFor();
    await page.keyboard.type('as the runbook says');
    await press('Tab', 'Enter');
    await panel(page).getByRole('status').waitFor();
    await panel(page).getByText('as the runbook says').first().waitFor();
    expect(pathOf(page)).toBe(`/requests/${id}`);
    await press('Escape');
    await panel(page).waitFor({ state: 'hidden' });
    expect([pathOf(page), await focused(page)]).toEqual(['/requests', id]);
    await page.locator(`[data-row="${id}"]`, { hasText: 'Active' }).waitFor();
  });

  it('when one goes back, on, and loads again, then each address shows what it names', async () => {
    const id = await web.people.asked('maya', 'aws/beside');
    const page = await open('/requests');
    await page.locator(`[data-row="${id}"] .comment`).click();
    await panel(page).getByRole('heading', { level: 1 }).waitFor();
    await page.goBack();
    await panel(page).waitFor({ state: 'hidden' });
    await page.goForward();
    await panel(page).waitFor();
    await page.reload();
    expect([pathOf(page), await panel(page).count()]).toEqual([`/requests/${id}`, 0]);
    await page.goBack();
    await page.getByRole('heading', { name: 'Requests' }).waitFor();
  });

  it('when it is a phone, or a new tab is wanted, then the page itself is opened', async () => {
    const id = await web.people.asked('maya', 'aws/phone');
    const phone = await open('/requests', { width: 390, height: 844 });
    await phone.locator(`[data-row="${id}"] a`).click();
    await phone.waitForURL(`**/requests/${id}`);
    expect(await panel(phone).count()).toBe(0);
    const page = await open('/requests');
    const other = page.context().waitForEvent('page');
    await page.locator(`[data-row="${id}"] a`).click({ modifiers: ['ControlOrMeta'] });
    expect(pathOf(await other)).toMatch(/requests\/|blank/);
    expect([pathOf(page), await panel(page).count()]).toEqual(['/requests', 0]);
  });

  it('when letters are typed, or the keys are switched off, then they are letters', async () => {
    await web.people.asked('maya', 'aws/typed');
    const page = await open('/');
    const search = await open('/requests');
    await search.keyboard.press('/');
    await search.keyboard.type('a?rj');
    expect(await search.locator('[data-key="/"]').inputValue()).toBe('a?rj');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).getByRole('checkbox').uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await page.keyboard.press('a');
    expect([pathOf(page), await focused(page)]).not.toContain('Approve');
    expect(pathOf(page)).toBe('/');
  });

  it('when it is to be dark, then it is, at once and on every page after, with and without scripts', async () => {
    for (const javaScriptEnabled of [true, false]) {
      const context = await browser.context({ javaScriptEnabled, colorScheme: 'light' });
      const { page } = await web.visitAs(context, 'ada', '/requests?tab=open');
      await page.getByRole('button', { name: 'Dark' }).click();
      await page.locator('html[data-theme="dark"]').waitFor();
      expect(page.url()).toBe(`${web.url}/requests?tab=open`);
      await page.goto(`${web.url}/`);
      expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    }
  });
});
