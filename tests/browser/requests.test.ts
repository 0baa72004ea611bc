import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { testChromium, whyNoChromium } from '../support/chromium.ts';
import { anAppEntry, anEntitlementEntry, anOrganisation, aPersonEntry } from '../support/builders.ts';
import { describeUnless } from '../support/skip.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { untilState } from '../support/stories.ts';
import { visit } from '../support/visit.ts';
import { aWebStage, type WebStage } from '../support/web-stage.ts';

const organisation = anOrganisation({
  people: ['ada', 'maya', 'eve'].map((name) => aPersonEntry({ email: `${name}@example.com`, name })),
  apps: [
    anAppEntry({
      ...{ slug: 'aws', name: 'Production cloud', owners: ['ada@example.com'] },
      entitlements: [
        ...['as-is', 'shorter', 'no', 'twice', 'mine', 'late', 'own', 'over'].map((slug) =>
          anEntitlementEntry({ slug, name: slug }),
        ),
        anEntitlementEntry({ slug: 'licence', name: 'Licence', kind: 'licence', seats: 5, levels: ['read', 'write'] }),
      ],
    }),
  ],
});

describeUnless((await whyNoTemporal()) ?? (await whyNoChromium()), 'a request on the pages', () => {
  const browser = testChromium();
  let web: WebStage;
  beforeAll(async () => {
    web = await aWebStage(organisation);
  });
  afterAll(() => web.close());

  const open = async (name: string, path: string, javaScriptEnabled = true): Promise<Page> =>
    (await web.visitAs(await browser.context({ javaScriptEnabled }), name, path)).page;
  const press = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).first().click();
  const submit = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const levelOf = (level: string) => ({
    changes: [{ op: 'add', entitlementId: web.stage.entitlement('aws/licence').id, level, fields: {} }] as const,
  });
  const stateOf = async (page: Page) => (await page.locator('h1 ~ p .chip').textContent())?.split(' · ')[0];
  const until = async (page: Page, state: string) => {
    while ((await stateOf(page)) !== state) await page.reload();
  };

  it.each([true, false])('when a colleague approves it from home, then it is given (scripts: %s)', async (scripts) => {
    const id = await web.people.asked('maya', scripts ? 'aws/as-is' : 'aws/late');
    const page = await open('ada', '/', scripts);
    await page
      .locator('.card', { hasText: scripts ? 'as-is' : 'late' })
      .getByRole('link', { name: 'Approve' })
      .click();
    expect(await page.locator('h1').textContent()).toBe('Are you sure you want to approve this request?');
    await page.getByLabel('Comment').fill('until the incident closes');
    await submit(page, 'Yes, approve as is');
    expect(new URL(page.url()).pathname).toBe(`/requests/${id}`);
    expect(await page.getByRole('status').textContent()).toMatch(/^(Approved|Recorded)/);
    await until(page, 'Active');
    expect(await page.locator('.levels').textContent()).toContain('until the incident closes');
    expect(await page.getByRole('link', { name: 'Approve' }).count()).toBe(0);
  });

  it('when the duration is modified, then the lease is as the approver chose', async () => {
    const id = await web.people.asked('maya', 'aws/shorter');
    const page = await open('ada', `/requests/${id}`);
    await press(page, 'Approve');
    await press(page, 'Modify duration before approving');
    await page.locator('select').selectOption('1 hour');
    await submit(page, 'Approve with modified duration');
    expect(await page.locator('h1').textContent()).toContain('for 1 hour');
  });

  it('when it is rejected with a comment, then who asked reads it', async () => {
    const id = await web.people.asked('maya', 'aws/no');
    const page = await open('ada', `/requests/${id}`);
    await press(page, 'Reject');
    await page.getByLabel('Comment').fill('use the <b>sandbox</b>');
    await submit(page, 'Yes, reject request');
    const theirs = await open('maya', `/requests/${id}`);
    expect(await stateOf(theirs)).toBe('Rejected');
    expect(await theirs.locator('blockquote').textContent()).toBe('use the <b>sandbox</b>');
    const again = theirs.getByRole('link', { name: 'Ask again' });
    expect(await again.getAttribute('href')).toBe(`/requests/new?again=${id}`);
  });

  it('when a level is raised, then who decides sees before and after, and the seats', async () => {
    const held = await web.people.asked('maya', 'aws/licence', levelOf('read'));
    await web.people.decide('ada', held);
    await untilState(web.stage, { id: held }, 'active');
    const raised = await web.people.asked('maya', 'aws/licence', levelOf('write'));
    const page = await open('ada', `/requests/${raised}`);
    const changes = await page.locator('section', { hasText: 'What changes' }).textContent();
    expect(changes).toContain('Licence: read → write');
    expect(changes).toContain('1 of 5 seats used');
  });

  it('when two tabs hold the same question, then the second is told who was first, and what was typed is kept', async () => {
    const id = await web.people.asked('maya', 'aws/twice');
    const context = await browser.context();
    const { page: first } = await web.visitAs(context, 'ada', `/requests/${id}/approve`);
    const { page: second } = await visit(context, `${web.url}/requests/${id}/reject`);
    await submit(first, 'Yes, approve as is');
    await first.getByRole('status').waitFor();
    await second.getByLabel('Comment').fill('too late');
    await submit(second, 'Yes, reject request');
    expect(await second.getByRole('alert').textContent()).toMatch(/approved|decided|active/i);
    expect(await second.getByLabel('Comment').inputValue()).toBe('too late');
  });

  it('when it is one’s own, then deciding is not offered, and its address refuses', async () => {
    const id = await web.people.asked('maya', 'aws/own');
    const page = await open('maya', `/requests/${id}`);
    expect(await page.getByRole('link', { name: 'Approve' }).count()).toBe(0);
    await page.goto(`${web.url}/requests/${id}/approve`);
    await submit(page, 'Yes, approve as is');
    expect(await page.getByRole('alert').textContent()).toMatch(/of their own/);
  });

  it('when the session ends in the middle of a form, then what was typed is kept', async () => {
    const id = await web.people.asked('maya', 'aws/over');
    const context = await browser.context();
    const { page } = await web.visitAs(context, 'ada', `/requests/${id}/reject`);
    await page.getByLabel('Comment').fill('not this week');
    await context.clearCookies();
    await submit(page, 'Yes, reject request');
    expect(await page.locator('h1').textContent()).toBe('You are not signed in any more');
    await web.signIn(context, 'ada');
    await submit(page, 'Then go on here');
    expect(await page.getByRole('alert').textContent()).toMatch(/press once more/);
    expect(await page.getByLabel('Comment').inputValue()).toBe('not this week');
    await submit(page, 'Yes, reject request');
    expect(await stateOf(page)).toBe('Rejected');
  });

  it('when it is somebody else’s, then there is none', async () => {
    const id = await web.people.asked('maya', 'aws/mine');
    const { status, page } = await web.visitAs(await browser.context(), 'eve', `/requests/${id}`);
    expect([status, await page.locator('h1').textContent()]).toEqual([404, 'Not found']);
    const foreign = { 'sec-fetch-site': 'cross-site' };
    const post = { method: 'POST', redirect: 'manual', headers: foreign } as const;
    const posted = await fetch(`${web.url}/requests/${id}/approve`, post);
    expect(posted.headers.get('location')).toBe('/sign-in?to=%2F');
  });
});
