import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aFact } from '../support/builders.ts';
import { aPageWorld } from '../support/page-world.ts';

type World = Awaited<ReturnType<typeof aPageWorld>>;

describe('the record on pages', () => {
  let world: World;
  beforeAll(async () => {
    world = await aPageWorld();
    const actor = { kind: 'person', id: world.ids.lin } as const;
    const door = { surface: 'web', assurance: 'fresh_sign_in' } as const;
    const about = { actor, ...door, subject: `request:${world.request}` };
    await world.api.deps.store.audit.append([
      aFact({ ...about, fact: 'request.opened', data: { reason: 'the <b>bold</b> "reason"' } }),
      aFact({ ...about, fact: 'request.approved', data: { comment: '=HYPERLINK("x")' } }),
      ...Array.from({ length: 60 }, (_, n) => aFact({ subject: 'takings', data: { n } })),
    ]);
  });
  afterAll(() => world.api.close());

  const rowsIn = (text: string) => text.match(/<summary/g)?.length ?? 0;

  it('when nobody may read it, then it is refused, and they are not led there', async () => {
    for (const path of ['/audit', '/audit/verification', '/audit/export'])
      expect((await world.see('maya', path)).status).toBe(403);
    expect((await world.see('maya', '/')).text).not.toContain('href="/audit"');
    expect((await world.see('audrey', '/')).text).toContain('href="/audit"');
  });

  it('when it is looked through, then every page leads to the next, to the end', async () => {
    const first = await world.see('audrey', '/audit?about=takings');
    expect(rowsIn(first.text)).toBe(50);
    const next = /href="(\/audit\?[^"]*before=\d+)"/.exec(first.text)?.[1] ?? '';
    const second = await world.see('audrey', next.replaceAll('&amp;', '&'));
    expect([rowsIn(second.text), second.text.includes('Older')]).toEqual([10, false]);
  });

  it('when somebody looks for who, what, about what and which words, then that is what is found', async () => {
    const found = async (query: string) => rowsIn((await world.see('audrey', `/audit?${query}`)).text);
    expect(await found('who=lin@example.com')).toBe(2);
    expect(await found('fact=request.approved')).toBe(1);
    expect(await found(`about=${world.request}&text=${encodeURIComponent('"REASON"')}`)).toBe(1);
    expect(await found('text=nowhere+at+all')).toBe(0);
    expect(await found('about=takings&to=2026-01-05T11:00')).toBe(0);
    expect(await found('about=takings&from=2026-01-05T11:00')).toBe(50);
  });

  it('when who is nobody here, then the page says so and keeps what was typed', async () => {
    const { status, text } = await world.see('audrey', '/audit?who=nobody@example.com');
    expect(status).toBe(400);
    expect(text).toContain('Nobody here has that e-mail or id.');
    expect(text).toContain('value="nobody@example.com"');
  });

  it('when people wrote markup, then it is text', async () => {
    const { text } = await world.see('audrey', `/audit?about=${world.request}`);
    expect(text).toContain('the &lt;b&gt;bold&lt;/b&gt;');
    expect(text).toContain('lin');
    expect(text).toContain('web, fresh sign-in');
  });

  it('when the organisation was changed, then the record says in words what became otherwise', async () => {
    const yaml = String((await world.call('root', 'GET', '/policy')).body['yaml']);
    const changed = { yaml: yaml.replace('name: zoe', 'name: Zoë <i>'), version: 1 };
    expect((await world.call('root', 'POST', '/policy/apply', changed)).status).toBe(200);
    const said = (await world.see('audrey', '/audit')).text.replaceAll(/<[^>]+>/g, '');
    expect(said).toContain('Person changedzoe@example.com: name now &quot;Zoë &lt;i&gt;&quot; (was &quot;zoe&quot;)');
    expect(said).toContain('Policy applied: version 2');
  });

  it('when it is verified, then the page says how much, and how far it is signed', async () => {
    const { text } = await world.see('audrey', '/audit/verification');
    expect(text).toContain('The record is whole');
  });

  it('when it is exported, then it is a file of lines with a signed head at the end', async () => {
    const { status, headers, text } = await world.see('audrey', '/audit/export');
    expect([status, headers.get('content-disposition')]).toEqual([200, 'attachment; filename="audit.jsonl"']);
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(Object.keys(lines.at(-1) ?? {})).toEqual(['signedHead']);
    expect((await world.see('audrey', '/audit/verification')).text).toContain('up to row');
  });

  it('when a request is looked at by who asked, then its timeline is there, oldest first', async () => {
    const { text } = await world.see('maya', `/requests/${world.request}`);
    const timeline = text.slice(text.indexOf('class="timeline"'));
    expect(timeline.indexOf('Asked')).toBeGreaterThan(0);
    expect(timeline.indexOf('Approved')).toBeGreaterThan(timeline.indexOf('Asked'));
    expect(timeline).toContain('=HYPERLINK(&quot;x&quot;)');
  });
});
