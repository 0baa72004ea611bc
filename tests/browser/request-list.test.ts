import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry } from '../support/builders.ts';
import { testChromium, whyNoChromium } from '../support/chromium.ts';
import { describeUnless } from '../support/skip.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { overhang } from '../support/visit.ts';
import { aWebStage, type WebStage } from '../support/web-stage.ts';

const organisation = anOrganisation({
  people: [
    aPersonEntry({ email: 'ada@example.com', name: 'Ada' }),
    aPersonEntry({ email: 'maya@example.com', name: '<script>alert(1)</script> 👩‍🚀 مايا' }),
    aPersonEntry({ email: 'lin@example.com', name: 'Lin', roles: ['auditor'] }),
  ],
  apps: ['aws', 'docs'].map((slug) =>
    anAppEntry({
      slug,
      name: slug.toUpperCase(),
      owners: ['ada@example.com'],
      entitlements: [anEntitlementEntry({ slug: 'read' })],
    }),
  ),
});

describeUnless((await whyNoTemporal()) ?? (await whyNoChromium()), 'the list of requests', () => {
  const browser = testChromium();
  let web: WebStage;
  let ticket: string;
  beforeAll(async () => {
    web = await aWebStage(organisation);
    ticket = await web.people.asked('maya', 'aws/read', { reason: 'x'.repeat(2000) });
    await web.people.asked('maya', 'docs/read', { reason: '"); drop table request; --' });
  });
  afterAll(() => web.close());

  it('when somebody looks for a ticket, a person or an app, then that is shown, and the address holds it', async () => {
    const { page, troubles } = await web.visitAs(await browser.context(), 'lin', '/requests');
    const rows = page.locator('tbody tr');
    expect(await page.locator('.tabs').textContent()).toBe('All 2Open 2Closed 0Rejected 0');
    expect(await rows.count()).toBe(2);
    await page.getByRole('searchbox').fill('docs');
    await page.getByRole('searchbox').press('Enter');
    await page.waitForURL(/q=docs/);
    expect(await rows.allTextContents()).toEqual([expect.stringContaining('DOCS')]);
    await page.getByRole('searchbox').fill(ticket.toLowerCase());
    await page.getByRole('button', { name: 'Show' }).click();
    await page.waitForURL(/q=req/);
    expect(await rows.allTextContents()).toEqual([expect.stringContaining('AWS')]);
    await page.goBack();
    expect(await page.getByRole('searchbox').inputValue()).toBe('docs');
    await page.getByRole('link', { name: 'Rejected' }).click();
    await page.getByRole('link', { name: 'Show everything' }).click();
    expect(new URL(page.url()).search).toBe('?tab=rejected');
    expect([await overhang(page), troubles]).toEqual([0, []]);
  });

  it('when what one opens takes a while, then that is said, and over once it is there', async () => {
    const { page } = await web.visitAs(await browser.context(), 'lin', '/requests');
    let answer = () => {};
    const isAnswered = new Promise<void>((resolve) => (answer = resolve));
    await page.route(`**/requests/${ticket}`, async (route) => {
      await isAnswered;
      await route.continue();
    });
    await page.getByRole('link', { name: ticket }).click();
    await page.locator('html[data-busy]').waitFor();
    answer();
    await page.locator('aside.panel h1').waitFor();
    expect(await page.locator('html[data-busy]').count()).toBe(0);
  });

  it('when what is chosen is nonsense, then it is left out', async () => {
    const path = '/requests?tab=nowhere&app=app_x&state=dancing&after=%ff&sort=sideways&q=%27%3B';
    const { page, status } = await web.visitAs(await browser.context(), 'lin', path);
    expect([status, await page.locator('.empty').textContent()]).toEqual([
      200,
      expect.stringContaining('Nothing like that'),
    ]);
  });

  it('when it is turned round, then the oldest are first', async () => {
    const { page } = await web.visitAs(await browser.context(), 'maya', '/requests');
    await page.getByRole('link', { name: 'Created' }).click();
    expect(await page.locator('th[aria-sort]').getAttribute('aria-sort')).toBe('ascending');
    expect(await page.locator('tbody tr').first().textContent()).toContain('AWS');
  });
});
