import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { testChromium, whyNoChromium } from '../support/chromium.ts';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry } from '../support/builders.ts';
import { describeUnless } from '../support/skip.ts';
import { stateNow, until } from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { visit } from '../support/visit.ts';
import { aWebStage, type WebStage } from '../support/web-stage.ts';

const entitlements = (...slugs: string[]) => slugs.map((slug) => anEntitlementEntry({ slug, name: slug }));

const organisation = anOrganisation({
  people: ['ada', 'maya', 'rosa'].map((name) =>
    aPersonEntry({ email: `${name}@example.com`, name, roles: name === 'rosa' ? ['super_admin'] : [] }),
  ),
  apps: [
    anAppEntry({
      ...{ slug: 'aws', name: 'Production cloud', owners: ['ada@example.com'] },
      entitlements: entitlements('first', 'second', 'third', 'told'),
    }),
    anAppEntry({
      ...{ slug: 'door', name: 'Doors', owners: ['ada@example.com'], connector: 'manual' },
      entitlements: entitlements('front'),
    }),
  ],
});

describeUnless((await whyNoTemporal()) ?? (await whyNoChromium()), 'work on the pages', () => {
  const browser = testChromium();
  let web: WebStage;
  beforeAll(async () => {
    web = await aWebStage(organisation);
  });
  afterAll(() => web.close());

  const open = async (name: string, path: string, javaScriptEnabled = true): Promise<Page> =>
    (await web.visitAs(await browser.context({ javaScriptEnabled }), name, path)).page;
  const submit = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

  it('when several are decided at once without scripts, then each has its answer, and one was decided before', async () => {
    const ids = [];
    for (const slug of ['first', 'second', 'third']) ids.push(await web.people.asked('maya', `aws/${slug}`));
    const [first = '', second = '', third = ''] = ids;
    const page = await open('ada', '/approvals', false);
    for (const id of [first, second]) await page.getByLabel(`Select ${id}`).check();
    await submit(page, 'Approve selected');
    expect(await page.locator('h1').textContent()).toBe('Approve these 2 requests?');
    await page.getByLabel('Comment').fill('all of them');
    const other = await open('ada', `/requests/${second}/reject`);
    await submit(other, 'Yes, reject request');
    await other.getByRole('status').waitFor();
    await submit(page, 'Yes, approve these 2 requests');
    const became = page.locator('.became > li');
    expect(await became.filter({ hasText: first }).textContent()).toMatch(/Approved|Recorded/);
    expect(await became.filter({ hasText: second }).getByRole('alert').textContent()).toMatch(/rejected|decided/i);
    const left = await open('ada', '/approvals');
    expect(await left.getByLabel(`Select ${third}`).count()).toBe(1);
    await until(async () => (await left.reload()) !== null && (await left.getByLabel(`Select ${first}`).count()) === 0);
  });

  it('when work by hand is done, then its page says so, and what it was for is given', async () => {
    const id = await web.people.asked('maya', 'door/front');
    await web.people.decide('ada', id);
    const page = await open('ada', '/tasks', false);
    const task = page.getByRole('link', { name: 'Give by hand: front' });
    await until(async () => (await page.reload()) !== null && (await task.count()) === 1);
    await task.click();
    expect(await page.locator('dl').textContent()).toContain('maya');
    await page.getByLabel('Remark').fill('<b>key 7</b>');
    await submit(page, 'Mark complete');
    expect(await page.locator('blockquote').textContent()).toBe('<b>key 7</b>');
    await until(async () => (await stateNow(web.stage, id)) === 'active');
    await page.goto(`${web.url}/tasks?tab=done`);
    expect(await page.locator('td').first().textContent()).toContain('front');
  });

  it('when the policy is changed in two tabs, then the second sees what it would do now, and keeps its text', async () => {
    const context = await browser.context();
    await web.signIn(context, 'rosa');
    const plan = async (from: string, to: string): Promise<Page> => {
      const { page } = await visit(context, `${web.url}/policy/edit`);
      const text = page.getByLabel('Text of the file');
      await text.fill((await text.inputValue()).replace(from, to));
      await submit(page, /^Plan/);
      return page;
    };
    const one = await plan('name: Production cloud', 'name: The cloud');
    const other = await plan('name: Doors', 'name: Gates');
    expect(await one.locator('.diff').textContent()).toContain('The cloud');
    await submit(one, /^Apply on version/);
    expect(new URL(one.url()).pathname).toBe('/policy');
    await submit(other, /^Apply on version/);
    expect(await other.getByRole('alert').textContent()).toContain('Nothing was changed');
    expect(await other.getByLabel('Text of the file').inputValue()).toContain('name: Gates');
    expect(await other.locator('.diff').textContent()).toContain('Production cloud');
  });

  it('when a request has lived, then its page tells it from the beginning', async () => {
    const id = await web.people.asked('maya', 'aws/told');
    await web.people.decide('ada', id, { comment: 'go' });
    const page = await open('maya', `/requests/${id}`);
    const lines = page.locator('.timeline > li');
    await until(async () => (await page.reload()) !== null && (await lines.count()) > 2);
    expect(await lines.first().textContent()).toMatch(/^Asked.*maya/);
    expect(await page.locator('.timeline').textContent()).toContain('Approved at level 1go');
  });
});
