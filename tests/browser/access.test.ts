import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry } from '../support/builders.ts';
import { testChromium, whyNoChromium } from '../support/chromium.ts';
import { describeUnless } from '../support/skip.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { overhang } from '../support/visit.ts';
import { aWebStage, type WebStage } from '../support/web-stage.ts';

const LONG = `Ünïcode 🚀 <script>alert(1)</script> \u202Ertl ${'x'.repeat(150)}`;
const mail = (name: string) => `${name}@example.com`;
const organisation = anOrganisation({
  people: [
    aPersonEntry({ email: mail('maya'), name: 'maya', title: LONG }),
    aPersonEntry({ email: mail('eve'), name: 'eve' }),
    aPersonEntry({ email: mail('long'), name: LONG, department: LONG }),
    aPersonEntry({ email: mail('root'), name: 'root', roles: ['super_admin'] }),
  ],
  apps: [
    anAppEntry({
      ...{ slug: 'aws', name: 'Production cloud', description: LONG, owners: [mail('maya')] },
      entitlements: [
        anEntitlementEntry({ slug: 'deploy', name: 'Deploy', levels: ['read', 'write'] }),
        anEntitlementEntry({ slug: 'seat', name: 'Seat', kind: 'licence', seats: 2 }),
        anEntitlementEntry({ slug: 'long', name: LONG, description: LONG }),
      ],
    }),
  ],
});

describeUnless((await whyNoTemporal()) ?? (await whyNoChromium()), 'access on the pages', () => {
  const browser = testChromium();
  let web: WebStage;
  beforeAll(async () => {
    web = await aWebStage(organisation);
  });
  afterAll(() => web.close());

  const open = async (name: string, path: string, options: { javaScriptEnabled?: boolean } = {}): Promise<Page> =>
    (await web.visitAs(await browser.context(options), name, path)).page;
  const follow = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).first().click();
  const submit = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const until = async (page: Page, isSo: () => Promise<boolean>) => {
    while (!(await isSo())) await page.reload();
  };

  it('when an admin grants from the page of a person, then it is theirs at once, until they end it', async () => {
    const page = await open('root', `/people/${web.stage.person('maya').id}`, { javaScriptEnabled: false });
    await follow(page, 'Grant access');
    await follow(page, 'Production cloud');
    await page.getByRole('checkbox', { name: 'Deploy' }).check();
    await page.getByLabel('Level of Deploy').selectOption('write');
    await page.locator('select[name=length]').selectOption('8 hours');
    await page.getByLabel('Reason').fill('the incident');
    await submit(page, 'Provision account');
    expect(await page.locator('h1').textContent()).toBe(
      'root grants Deploy (write) on Production cloud to maya for 8 hours',
    );
    expect(await page.getByRole('status').textContent()).toMatch(/^(Granted|Recorded)/);
    const theirs = await open('maya', '/access');
    const row = theirs.locator('.holdings > li', { hasText: 'Deploy (write)' });
    await until(theirs, async () => (await row.count()) > 0 && /Active/.test((await row.textContent()) ?? ''));
    expect(await row.textContent()).toMatch(/Granted by root.*7 h 59 m left.*Read back from the app/);
    await row.getByRole('link', { name: 'End now' }).click();
    await submit(theirs, 'End now');
    expect(await theirs.getByRole('status').textContent()).toMatch(/^(Ending|Recorded)/);
    await until(theirs, async () => (await row.count()) === 0);
    expect(await theirs.locator('.empty').textContent()).toContain('You hold nothing');
  });

  it('when it begins later and has no end, then it waits for its start', async () => {
    const page = await open('root', `/people/${web.stage.person('eve').id}/grant?app=aws`);
    await page.getByRole('checkbox', { name: 'Deploy' }).check();
    await page.getByLabel('From').fill('2040-01-01T10:00');
    await page.getByLabel('Reason').fill('the new team');
    await submit(page, 'Provision account');
    await until(page, async () => /Scheduled/.test((await page.locator('.chip').first().textContent()) ?? ''));
    expect(await page.locator('h1').textContent()).toMatch(/without an end$/);
    expect(await page.locator('.clocks').textContent()).toContain('Starts');
  });

  it('when it begins with an app, then seats are counted, and who has one is not offered', async () => {
    const page = await open('root', '/apps/aws/grant');
    await page.getByRole('checkbox', { name: 'Seat' }).check();
    await submit(page, 'Choose people');
    expect(await page.locator('.grantable').textContent()).toContain('2 seats left');
    await page.getByRole('checkbox', { name: 'maya' }).check();
    await page.getByRole('checkbox', { name: 'eve' }).check();
    await page.getByLabel('Reason').fill('the new team');
    await submit(page, 'Provision account');
    expect(await page.locator('h1').textContent()).toBe('Granted to 2 of 2 people');
    await page.goto(`${web.url}/apps/aws`);
    const holders = page.locator('.holdings > li', { hasText: 'Seat' });
    await until(page, async () => (await holders.count()) === 2);
    expect(await page.locator('table').textContent()).toContain('2 of 2 used');
    await page.goto(`${web.url}/apps/aws/grant`);
    expect(await page.getByRole('checkbox', { name: 'Seat' }).isDisabled()).toBe(true);
  });

  it('when names are long and hostile, then they are text, and no page is wider than a phone', async () => {
    const context = await browser.context({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
    const { id } = web.stage.person('long');
    const thing = web.stage.entitlement('aws/long').id;
    const { page, troubles } = await web.visitAs(context, 'root', '/people');
    const paths = [
      '/access',
      `/people/${id}`,
      `/people/${id}/offboard`,
      `/people/${id}/delegate`,
      '/apps',
      '/apps/aws',
    ];
    for (const path of ['/people', ...paths, `/people/${id}/grant?app=aws`, `/apps/aws/grant?thing:${thing}=on`]) {
      expect((await page.goto(`${web.url}${path}`))?.status()).toBe(200);
      expect([path, await overhang(page)]).toEqual([path, 0]);
    }
    expect(troubles).toEqual([]);
  });
});
