import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry } from '../support/builders.ts';
import { testChromium, whyNoChromium } from '../support/chromium.ts';
import { describeUnless } from '../support/skip.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { aWebStage, type WebStage } from '../support/web-stage.ts';

const organisation = anOrganisation({
  people: ['ada', 'lin', 'maya', 'eve'].map((name) => aPersonEntry({ email: `${name}@example.com`, name })),
  apps: [
    anAppEntry({
      ...{ slug: 'aws', name: 'Production cloud', owners: ['ada@example.com', 'lin@example.com'] },
      entitlements: ['two', 'alone', 'list', 'cut', 'out', 'slept', 'typing', 'other', 'again'].map((slug) =>
        anEntitlementEntry({ slug, name: slug }),
      ),
    }),
  ],
});

/** The longer it was cut off, the longer a browser waits before it asks again: the longest is 45 s. */
const COMES_BACK_MS = 60_000;

describeUnless((await whyNoTemporal()) ?? (await whyNoChromium()), 'a page that somebody looks at', () => {
  const browser = testChromium();
  let web: WebStage;
  beforeAll(async () => {
    web = await aWebStage(organisation);
  });
  afterAll(() => web.close());

  /** Marked, so that a page that was loaded again is told apart from one that changed. */
  const open = async (name: string, path: string): Promise<Page> => {
    const { page } = await web.visitAs(await browser.context(), name, path);
    await page.evaluate(() => Object.assign(globalThis, { isSame: true }));
    return page;
  };
  const isSame = (page: Page) => page.evaluate(() => 'isSame' in globalThis);
  const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true });

  it('when one of two approves, then the page of the other says so, and offers nothing that would be refused', async () => {
    const id = await web.people.asked('maya', 'aws/two');
    const [ada, lin] = [await open('ada', `/requests/${id}`), await open('lin', `/requests/${id}`)];
    await link(lin, 'Approve').focus();
    await link(ada, 'Approve').click();
    await ada.getByRole('button', { name: 'Yes, approve as is' }).click();
    await lin.locator('[data-live="state"] .chip', { hasText: 'Active' }).waitFor();
    await link(lin, 'Approve').waitFor({ state: 'detached' });
    expect(await lin.locator('.levels').textContent()).toContain('approved');
    expect(await isSame(lin)).toBe(true);
  });

  it('when somebody else decides what waits on home, then it cannot be pressed any more', async () => {
    const page = await open('lin', '/');
    const id = await web.people.asked('maya', 'aws/alone');
    await page.reload();
    const card = page.locator(`[data-row="${id}"]`);
    await card.getByRole('link', { name: 'Approve' }).waitFor();
    await web.people.decide('ada', id);
    await page.locator(`[data-row="${id}"][inert]`).waitFor();
    expect(await card.getByRole('link', { name: 'Approve' }).count()).toBe(0);
  });

  it('when another asks while one looks at the list, then it is announced, and shown when one wants it', async () => {
    const first = await web.people.asked('maya', 'aws/list');
    const page = await open('ada', '/requests');
    await page.locator(`[data-row="${first}"]`).waitFor();
    const second = await web.people.asked('maya', 'aws/other');
    const show = page.getByRole('button', { name: '1 new request — show' });
    await show.waitFor();
    expect(await page.locator(`[data-row="${second}"]`).count()).toBe(0);
    await show.click();
    await page.locator(`[data-row="${second}"]`).waitFor();
    expect(await isSame(page)).toBe(true);
  });

  it('when it cannot be looked at just then, then it is looked at again', async () => {
    const id = await web.people.asked('maya', 'aws/again');
    const page = await open('ada', `/requests/${id}`);
    let answers = 0;
    await page.route(`**/requests/${id}`, (route) => {
      if (answers++ === 0) return route.abort();
      return answers === 2 ? route.fulfill({ status: 502, body: 'away' }) : route.continue();
    });
    await web.people.decide('lin', id);
    await page.locator('[data-live="state"] .chip', { hasText: 'Active' }).waitFor();
    expect(answers).toBeGreaterThan(2);
  });

  it('when the connection is cut, then it is said, and what happened meanwhile is there when it is back', async () => {
    const id = await web.people.asked('maya', 'aws/cut');
    const context = await browser.context();
    const { page } = await web.visitAs(context, 'ada', `/requests/${id}`);
    await page.locator('.connection').waitFor({ state: 'attached' });
    await page.clock.install();
    await context.setOffline(true);
    // What the server said last may arrive while the clock is moved: then it was heard just now.
    while (!(await page.getByText(/Not connected: shown as of \d\d:\d\d/).isVisible())) await page.clock.runFor(25_000);
    await web.people.decide('lin', id);
    await context.setOffline(false);
    await page.clock.runFor(60_000);
    await page.locator('[data-live="state"] .chip', { hasText: 'Active' }).waitFor({ timeout: COMES_BACK_MS });
    await page.getByText(/Not connected/).waitFor({ state: 'hidden' });
    expect(await link(page, 'Approve').count()).toBe(0);
  }, 90_000);

  it('when the machine slept, then what is left is said as it is, and what is over is not said to be ahead', async () => {
    const id = await web.people.asked('maya', 'aws/slept');
    await web.people.decide('ada', id);
    const context = await browser.context();
    await web.signIn(context, 'maya');
    const page = await context.newPage();
    await page.clock.install({ time: Date.now() });
    await page.goto(`${web.url}/requests/${id}`);
    const left = page.locator('[data-live="state"] .left');
    await left.getByText('7 h 59 m left').waitFor();
    const passed = () =>
      page.locator('[data-live="state"] progress').evaluate((bar: HTMLProgressElement) => bar.position);
    const before = await passed();
    await page.clock.fastForward('05:00:00');
    expect(await left.textContent()).toBe(' · 2 h 59 m left');
    expect((await passed()) - before).toBeCloseTo(5 / 8, 1);
    await page.clock.fastForward('05:00:00');
    expect(await left.textContent()).toBe(' · 0 m left');
  });

  it('when one signs out elsewhere in the browser, then the page says that it is over', async () => {
    const id = await web.people.asked('maya', 'aws/out');
    const context = await browser.context();
    const { page } = await web.visitAs(context, 'ada', `/requests/${id}/reject`);
    await page.getByLabel('Comment').fill('not this');
    const other = await context.newPage();
    await other.goto(web.url);
    await other.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText(/You are signed out/).waitFor();
    expect(await page.getByLabel('Comment').inputValue()).toBe('not this');
  });
});
