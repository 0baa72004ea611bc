import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApp } from '../../src/http/app.ts';
import { aPageWorld } from '../support/page-world.ts';

const PAGE = '/settings/notifications';
const CHOICES = `${PAGE}/choices`;

describe('choosing what one is told of', () => {
  let world: Awaited<ReturnType<typeof aPageWorld>>;
  beforeAll(async () => {
    world = await aPageWorld();
  });
  afterAll(() => world.api.close());

  const chosen = (text: string, notice: string) =>
    new RegExp(`name="${notice}">.*?<option value="(\\w+)" selected`, 's').exec(text)?.[1];

  it('when nobody can be told anything yet, then the page says so, and what is chosen is kept for then', async () => {
    const before = await world.see('maya', PAGE);
    expect(before.text).toContain('Nobody is told anything yet');
    expect(chosen(before.text, 'ended')).toBe('slack');
    const saved = await world.send('maya', CHOICES, { ended: 'none', decided: 'mail', given: 'pigeon' }, PAGE);
    expect([saved.status, saved.headers.get('location')]).toEqual([303, `${PAGE}?did=saved`]);
    const after = (await world.see('maya', PAGE)).text;
    expect(['ended', 'decided', 'given'].map((one) => chosen(after, one))).toEqual(['none', 'mail', 'slack']);
    expect(chosen((await world.see('sam', PAGE)).text, 'ended')).toBe('slack');
  });

  it('when there is mail, then it says where it goes', async () => {
    const app = createApp({ ...world.api.deps, mailFrom: 'access@example.com' });
    const page = await app.request(PAGE, { headers: { cookie: await world.cookieOf('lin') } });
    expect(await page.text()).toContain('Mail goes to <bdi>lin@example.com</bdi>');
  });

  it('when it must be known, then it is not offered to be muted, and is not', async () => {
    const { text } = await world.see('lin', PAGE);
    expect(/name="still_has_access">(.*?)<\/select>/s.exec(text)?.[1]).not.toContain('none');
    const forged = await world.send('lin', CHOICES, { still_has_access: 'none' }, PAGE);
    expect([forged.status, forged.text]).toEqual([400, expect.stringContaining('is always told')]);
  });

  it('when it came from a page of somebody else, then nothing is saved', async () => {
    const foreign = { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } };
    expect((await world.ask('tom', CHOICES, foreign)).status).toBe(403);
    expect((await world.see('tom', CHOICES)).headers.get('location')).toBe(PAGE);
  });
});
