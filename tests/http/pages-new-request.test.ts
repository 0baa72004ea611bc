import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anAskingWorld, HOSTILE } from '../support/asking-world.ts';

const NEW = '/requests/new';

describe('asking on a page', () => {
  let world: Awaited<ReturnType<typeof anAskingWorld>>;
  beforeAll(async () => {
    world = await anAskingWorld();
  });
  afterAll(() => world.api.close());

  const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
  const seen = async (address: string, by = 'maya') => textOf((await world.see(by, address)).text);
  /** What is said at a field. */
  const saidAt = (html: string, field: string) => new RegExp(`id="${field}-problem">([^<]*)`).exec(html)?.[1];

  it('when something is searched for, then every word counts, and what nobody may ask for is not shown', async () => {
    const found = await seen(`${NEW}?q=deploy+cloud`);
    expect(found).toContain('Deploy on Production cloud · permission · medium risk');
    expect(found).not.toContain('To read');
    expect(await seen(`${NEW}?q=hidden`)).toContain('Nothing that can be asked for is called “hidden”');
    expect(await seen(`${NEW}?q=%ff%25`)).toContain('Nothing that can be asked for');
  });

  it('when a button adds or takes out, then the address holds what is in it, and all that was typed', async () => {
    const added = await world.press('maya', `${NEW}?q=deploy`, 'add cloud/deploy', { reason: 'to roll & back' });
    expect(added.status).toBe(303);
    const address = added.headers.get('location') ?? '';
    const params = new URLSearchParams(address.split('?')[1]);
    expect(Object.fromEntries(params)).toEqual({ q: 'deploy', 'op:cloud/deploy': 'add', reason: 'to roll & back' });
    const { text } = await world.see('maya', address);
    expect(textOf(text)).toContain('1 person will be asked. For 30 days: until');
    expect(text).toContain('to roll &amp; back</textarea>');
    const out = await world.press('maya', address, 'drop cloud/deploy');
    expect(out.headers.get('location')).toBe(`${NEW}?q=deploy&reason=to+roll+%26+back`);
  });

  it('when it is over the maximum, then it is said before submit what it is cut to', async () => {
    const long = await seen(`${NEW}?op:cloud/read=add&length=P90D`);
    expect(long).toContain('Over the maximum of 30 days: capped.');
    expect(long).toMatch(/1 person will be asked; capped to 30 days; ends /);
    expect(await seen(`${NEW}?op:cloud/read=add`)).toContain('Access has an end here: the maximum is 30 days.');
    expect(await seen(`${NEW}?op:cloud/read=add&length=PT8H`)).not.toMatch(/maximum|capped/);
    expect(await seen(`${NEW}?op:cloud/read=add&length=P30D&emergency:cloud=on`)).toContain('capped to 4 hours');
  });

  it('when a reason is needed, then that is said where it is, once it is submitted, and what was typed is kept', async () => {
    const address = `${NEW}?op:books/book=add&code:books=audit&length=PT1H`;
    const before = await world.see('maya', address);
    expect([before.status, saidAt(before.text, 'reason')]).toEqual([200, undefined]);
    expect(textOf(before.text)).toContain('1 person will be asked');
    const { status, text } = await world.press('maya', address, 'submit');
    expect([status, saidAt(text, 'reason')]).toEqual([400, 'Say why: those who decide need it.']);
    expect(text).toMatch(/<option value="audit" selected/);
    expect(text).toMatch(/<option value="PT1H" selected/);
  });

  it('when an extra field is required, then that is said there; the others are read as what they are', async () => {
    const address = `${NEW}?op:books/people=add&reason=why`;
    expect(await seen(address)).toContain('Ticket is needed. Then you see here who will be asked.');
    const without = await world.press('maya', address, 'submit');
    expect(saidAt(without.text, 'field:books/people:ticket')).toBe('Ticket is needed.');
    const typed = { 'field:books/people:ticket': 'T-1', 'field:books/people:rows': 'many' };
    const wrong = await world.press('maya', address, 'submit', typed);
    expect(saidAt(wrong.text, 'field:books/people:rows')).toBe('How many rows must be a number.');
    expect(wrong.text).toContain('value="T-1"');
    const right = await world.press('maya', address, 'submit', { ...typed, 'field:books/people:rows': '4' });
    expect([right.status, textOf(right.text)]).toEqual([503, expect.stringContaining('Temporal is away')]);
  });

  it('when the facts have changed since the preview, then nothing is submitted and the new preview is shown', async () => {
    const address = `${NEW}?op:cloud/read=add&length=PT8H`;
    const { status, text } = await world.press('maya', address, 'submit', { 'facts:cloud': 'of yesterday' });
    expect([status, textOf(text)]).toEqual([409, expect.stringContaining('What you were shown has changed.')]);
    expect(text).toMatch(/name="facts:cloud" value="[0-9a-f]{64}"/);
    expect((await world.press('maya', address, 'submit')).status).toBe(503);
  });

  it('when one chooses who decides, then only the chosen is asked; strangers and nobody are not', async () => {
    const address = `${NEW}?op:doors/front=add`;
    const ids = await Promise.all(
      ['lin', 'sam'].map(async (name) => (await world.api.deps.store.people.byEmail(`${name}@example.com`))?.id),
    );
    expect(await seen(address)).toMatch(/Who shall decide ada .* lin .*Choose who decides level 1/);
    expect(await seen(`${address}&approver:doors:${ids[0]}=on`)).toMatch(/1 person will be asked.* lin app owner/);
    const nobody = await world.press('maya', address, 'submit');
    expect(saidAt(nobody.text, 'approver:doors')).toBe('Choose who decides level 1.');
    const stranger = await world.press('maya', address, 'submit', { [`approver:doors:${ids[1]}`]: 'on' });
    expect(stranger.status).toBe(403);
  });

  it('when duties are kept apart, then that is said before submit, and it is refused', async () => {
    const address = `${NEW}?op:cloud/pay=add&op:books/book=add&reason=why`;
    expect(await seen(address)).toContain('Pay and book: ');
    const { status, text } = await world.press('maya', address, 'submit');
    expect([status, textOf(text)]).toEqual([409, expect.stringContaining('are not held together')]);
  });

  it('when names are hostile, then they are only names', async () => {
    const { text } = await world.see(
      'maya',
      `${NEW}?q=%3Cscript%3E&op:cloud/odd=add&reason=%3C/textarea%3E%3Cscript%3E`,
    );
    expect(text).not.toContain('<script>alert');
    expect(text).toContain('&lt;script&gt;alert(1)');
    expect(text).toContain('&lt;/textarea&gt;&lt;script&gt;</textarea>');
    expect(textOf(text)).toContain(HOSTILE.slice(-40));
    const nonsense = `${NEW}?op:../x=add&op:cloud/none=add&op:cloud/read=explode&__proto__=x&length=%22%3E`;
    const odd = await world.see('maya', `${nonsense}`);
    expect([odd.status, textOf(odd.text)]).toEqual([200, expect.stringContaining('There is no cloud/none to ask for')]);
    expect((await world.press('maya', nonsense, 'submit')).status).toBe(404);
  });

  it('when nothing is in it, then submitting says so', async () => {
    const { status, text } = await world.press('maya', NEW, 'submit');
    expect([status, textOf(text)]).toEqual([400, expect.stringContaining('Nothing is in the request yet')]);
  });

  it('when it was sent from a page of somebody else, then nothing is done', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    const body = new URLSearchParams({ do: 'submit', 'op:cloud/read': 'add' });
    expect((await world.ask('maya', NEW, { method: 'POST', body, headers })).status).toBe(403);
    const old = await world.press('maya', `${NEW}?op:cloud/read=add`, 'submit', { csrf: 'of another session' });
    expect([old.status, old.text]).toEqual([403, expect.stringContaining('name="op:cloud/read"')]);
  });

  it('when what was typed is too long for an address, then it stays in the form', async () => {
    const reason = 'ü'.repeat(3000);
    const { status, text } = await world.press('maya', NEW, 'add cloud/read', { reason });
    expect([status, text.includes(reason), text.includes('name="op:cloud/read"')]).toEqual([200, true, true]);
    const script = await world.press('maya', NEW, 'add cloud/read', { live: 'yes' });
    expect([script.status, script.headers.get('content-location')]).toEqual([200, `${NEW}?op%3Acloud%2Fread=add`]);
  });
});
