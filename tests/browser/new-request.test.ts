import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { ASKING_ORGANISATION } from '../support/asking-world.ts';
import { testChromium, whyNoChromium } from '../support/chromium.ts';
import { describeUnless } from '../support/skip.ts';
import { untilState } from '../support/stories.ts';
import { whyNoTemporal } from '../support/temporal.ts';
import { overhang } from '../support/visit.ts';
import { aWebStage, type WebStage } from '../support/web-stage.ts';

const NEW = '/requests/new';

describeUnless((await whyNoTemporal()) ?? (await whyNoChromium()), 'asking on one page', () => {
  const browser = testChromium();
  let web: WebStage;
  beforeAll(async () => {
    web = await aWebStage(ASKING_ORGANISATION);
  });
  afterAll(() => web.close());

  const visitAs = async (name: string, path: string, options: object = {}) =>
    web.visitAs(await browser.context(options), name, path);
  const open = async (name: string, path: string, javaScriptEnabled = true): Promise<Page> =>
    (await visitAs(name, path, { javaScriptEnabled })).page;
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const inShort = (page: Page) => page.locator('.submit p');
  const idOf = (page: Page) => new URL(page.url()).pathname.split('/')[2] ?? '';
  const requestsOf = async (name: string) => {
    const query = { viewer: web.stage.person(name).id, tab: undefined, after: undefined, limit: 200 };
    return web.stage.house.store.requests.page({ ...query, own: true });
  };

  it.each([true, false])(
    'when somebody asks, then they see what it comes to and submit it (scripts: %s)',
    async (scripts) => {
      const page = await open('maya', '/', scripts);
      await page.getByRole('link', { name: 'New request' }).first().click();
      await page.getByLabel('What is needed').fill(scripts ? 'one cloud' : 'two cloud');
      if (!scripts) await press(page, 'Search');
      await press(page, `Add: To ${scripts ? 'one' : 'two'} on Production cloud`);
      await page.locator('select[name=length]').selectOption('90 days');
      await page.getByLabel('Reason').fill('the <b>incident</b>');
      if (!scripts) await press(page, 'Preview');
      await page.getByText('Over the maximum of 30 days: capped.').waitFor();
      expect(await inShort(page).textContent()).toMatch(/^1 person will be asked; capped to 30 days; ends /);
      await press(page, 'Submit request');
      await page
        .getByRole('status')
        .getByText(/Submitted|Recorded/)
        .waitFor();
      expect(await page.locator('h1').textContent()).toContain(`To ${scripts ? 'one' : 'two'}`);
      expect(await page.getByText('the <b>incident</b>').count()).toBeGreaterThan(0);
    },
  );

  it('when one types, then it is searched and foreseen meanwhile: hands are not disturbed, going back keeps all', async () => {
    const { page, troubles } = await visitAs('sam', NEW);
    const search = page.getByLabel('What is needed');
    await search.pressSequentially('front');
    await page.getByRole('button', { name: 'Add: Front door on Doors' }).click();
    await page.getByText('Choose who decides level 1. Then you see').waitFor();
    await page.getByLabel('lin', { exact: false }).check();
    await page.getByText('1 person will be asked.', { exact: true }).waitFor();
    const reason = page.getByLabel('Reason');
    await reason.fill('to get in');
    await reason.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(3, 3));
    const answered = page.waitForResponse((response) => response.request().method() === 'POST');
    await reason.pressSequentially('always ');
    await answered;
    await page.waitForURL(/reason=to\+always\+get\+in/);
    expect(await reason.inputValue()).toBe('to always get in');
    expect(
      await reason.evaluate((field: HTMLTextAreaElement) => [field === document.activeElement, field.selectionStart]),
    ).toEqual([true, 10]);
    await page.goto(`${web.url}/requests`);
    await page.goBack();
    expect(await page.getByLabel('Reason').inputValue()).toBe('to always get in');
    expect(await page.getByLabel('lin', { exact: false }).isChecked()).toBe(true);
    expect(await search.inputValue()).toBe('front');
    expect(troubles.filter((one) => !one.includes('live-worker'))).toEqual([]);
  });

  it('when it is sent twice, then it is one; asked for again, the open one is named', async () => {
    const address = `${NEW}?op:cloud/twice=add&length=PT8H`;
    const page = await open('sam', address, false);
    const body = await page
      .locator('form.asking')
      .evaluate((form: HTMLFormElement) => new URLSearchParams(new FormData(form) as never).toString());
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const send = async () =>
      (await page.request.post(`${web.url}${NEW}`, { data: `${body}&do=submit`, headers, maxRedirects: 0 })).headers()[
        'location'
      ];
    const [one, other] = await Promise.all([send(), send()]);
    expect(one?.split('?')[0]).toMatch(/^\/requests\/REQ-/);
    expect(other?.split('?')[0]).toBe(one?.split('?')[0]);
    expect(
      (await requestsOf('sam')).filter(
        ({ changes }) => changes[0]?.entitlementId === web.stage.entitlement('cloud/twice').id,
      ),
    ).toHaveLength(1);
    const again = await open('sam', address);
    await again.getByText('Asked for already').waitFor();
    await press(again, 'Submit request');
    await again.getByRole('link', { name: /^Look at REQ-/ }).click();
    expect(`/requests/${idOf(again)}`).toBe(one?.split('?')[0]);
  });

  it('when two apps are in it, then each becomes a request, and they are shown together', async () => {
    const page = await open('maya', `${NEW}?op:cloud/read=add&op:books/book=add&code:books=audit&length=PT8H`);
    await press(page, 'Submit 2 requests');
    expect(await page.locator('.field-problem').textContent()).toBe('Say why: those who decide need it.');
    await page.getByLabel('Reason', { exact: true }).fill('the audit');
    await press(page, 'Submit 2 requests');
    await page.getByText('Only what was asked for together').waitFor();
    expect(await page.locator('tbody tr').count()).toBe(2);
    await page.locator('tbody a.id').first().click();
    expect(await page.getByRole('link', { name: 'Asked for together' }).getAttribute('href')).toMatch(/bundle=bun_/);
    const mine = await requestsOf('maya');
    expect(new Set(mine.filter(({ reason }) => reason === 'the audit').map(({ bundleId }) => bundleId)).size).toBe(1);
  });

  it('when a manager asks for a report, then it is for them', async () => {
    const page = await open('noor', `${NEW}?q=write`);
    await page.locator('select[name=for]').selectOption('sam');
    await page.getByText('For sam, Nurse').waitFor();
    await press(page, 'Add: To write on Production cloud');
    await page.getByText('1 person will be asked').first().waitFor();
    await press(page, 'Submit request');
    await page.getByRole('status').waitFor();
    expect(await page.locator('h1').textContent()).toContain('for sam');
  });

  it('when what one has is to be kept for longer, then the lease is asked to be extended', async () => {
    const lease = await web.people.asked('maya', 'cloud/deploy');
    await web.people.decide('ada', lease);
    await untilState(web.stage, { id: lease }, 'active');
    const page = await open('maya', `${NEW}?q=deploy`, false);
    expect(await page.locator('.things').textContent()).toContain('Has access');
    await press(page, 'Extend: Deploy on Production cloud');
    await page.locator('select[name=length]').selectOption('1 hour');
    await press(page, 'Preview');
    expect(await page.locator('.foresight').textContent()).toContain(`A later end of ${lease}`);
    await press(page, 'Submit request');
    expect(await page.locator('h1').textContent()).toContain('to keep Deploy');
  });

  it('when the session ends while one types, then it is said, and nothing of it is lost', async () => {
    const page = await open('maya', `${NEW}?op:cloud/twice=add`);
    const cookies = await page.context().cookies();
    await page.context().clearCookies();
    await page.locator('#reason').fill('typed when it was over');
    await page.getByText('You are signed out. What you typed is kept here').waitFor();
    await press(page, 'Submit request');
    await page.getByText('what you typed is kept').waitFor();
    await page.context().addCookies(cookies);
    await press(page, 'Then go on here');
    await page.getByRole('status').waitFor();
    expect(await page.locator('h1').textContent()).toContain('To twice');
    expect(await page.getByText('typed when it was over').count()).toBeGreaterThan(0);
  });

  it('when it is shown on a phone, then nothing is wider than that, and submit can be seen', async () => {
    const viewport = { width: 390, height: 844 };
    const { page } = await visitAs('maya', `${NEW}?q=cloud&op:cloud/odd=add&op:books/people=add`, { viewport });
    expect(await overhang(page)).toBe(0);
    await page.locator('.basket h2').scrollIntoViewIfNeeded();
    const submit = await page.getByRole('button', { name: /^Submit/ }).boundingBox();
    expect((submit?.y ?? 9999) + (submit?.height ?? 0)).toBeLessThan(viewport.height);
  });
});
