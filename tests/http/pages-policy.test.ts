import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aPageWorld } from '../support/page-world.ts';

type World = Awaited<ReturnType<typeof aPageWorld>>;

describe('the policy on pages', () => {
  let world: World;
  let yaml = '';
  beforeAll(async () => {
    world = await aPageWorld();
    const { body } = await world.call('root', 'GET', '/policy');
    yaml = String(body['yaml']);
  });
  afterAll(() => world.api.close());

  const plan = (text: string, by: 'root' | 'audrey' = 'root') =>
    world.send(by, '/policy/plan', { text: text.replaceAll('\n', '\r\n') }, '/policy/edit');
  const hidden = (text: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';

  it('when nobody may read it, then it is refused', async () => {
    for (const path of ['/policy', '/policy/edit', '/policy/versions', '/policy/versions/1'])
      expect((await world.see('maya', path)).status).toBe(403);
    expect((await world.send('maya', '/policy/plan', { text: yaml }, '/')).text).not.toContain('textarea');
  });

  it('when it is read, then who decides is said in words', async () => {
    const { text } = await world.see('audrey', '/policy');
    expect(text).toContain('lin@example.com');
    expect(text).toContain('What no rule fits');
  });

  it('when the text is as it stands, then nothing would change, and there is nothing to apply', async () => {
    const { status, text } = await plan(yaml);
    expect(status).toBe(200);
    expect(text).toContain('Nothing: the organisation is what this file says.');
    expect(text).not.toContain('Apply on version');
  });

  it('when the text is wrong, then the line and the reason stand beside it, and the text is kept', async () => {
    const broken = `${yaml}\nflowz: "<script>"\n`;
    const { status, text } = await plan(broken);
    expect(status).toBe(400);
    expect(text).toMatch(/leasehold\.yaml line \d+: /);
    expect(text).toMatch(/<mark>[^<]*flowz/);
    expect(text).toContain('flowz: &quot;&lt;script&gt;&quot;');
  });

  it('when it is planned and applied, then it is in force, and its text is kept with who applied it', async () => {
    const text = yaml.replace('name: Example', 'name: "Example & <i>Sons</i>"');
    const planned = await plan(text);
    expect(planned.text).toContain('Example &amp; &lt;i&gt;Sons');
    const fields = { text, version: hidden(planned.text, 'version'), hash: hidden(planned.text, 'hash') };
    const applied = await world.send('root', '/policy/apply', fields, '/policy/edit');
    expect([applied.status, applied.headers.get('location')]).toEqual([303, '/policy?did=applied']);
    const versions = await world.see('audrey', '/policy/versions');
    expect(versions.text).toContain('Version 2');
    expect(versions.text).toContain('root@example.com');
    expect((await world.see('audrey', '/policy/versions/2')).text).toContain('&lt;i&gt;Sons');
    expect((await world.see('root', '/policy/edit?from=2')).text).toContain('Sons');
    expect((await world.see('root', '/policy/versions/9')).status).toBe(404);
  });

  it('when somebody else was faster, then nothing is applied, the text is kept and a new plan shown', async () => {
    const text = yaml.replace('name: Example', 'name: Elsewhere');
    const fields = { text, version: '1', hash: '' };
    const late = await world.send('root', '/policy/apply', fields, '/policy/edit');
    expect(late.status).toBe(409);
    expect(late.text).toContain('Nothing was changed');
    expect(late.text).toContain('Apply on version 2');
    expect(late.text).toContain('Elsewhere');
  });

  it('when an auditor plans, then they see what would change, and cannot apply it', async () => {
    const text = yaml.replace('name: Example', 'name: Other');
    expect((await plan(text, 'audrey')).text).toContain('Only super admins apply it');
    const applied = await world.send('audrey', '/policy/apply', { text, version: '2' }, '/policy/edit');
    expect([applied.status, applied.text.includes('Only super admins change')]).toEqual([403, true]);
  });

  it('when the text is larger than other forms may be, then it is read', async () => {
    const { status } = await plan(`${yaml}\n#${'x'.repeat(1_200_000)}\n`);
    expect(status).toBe(200);
  });

  async function imported(tables: { readonly [table: string]: string | Uint8Array<ArrayBuffer> }) {
    const csrf = hidden((await world.see('root', '/policy/edit')).text, 'csrf');
    const body = new FormData();
    body.set('csrf', csrf);
    for (const table of ['people', 'apps', 'entitlements']) {
      const chosen = tables[table];
      body.set(table, new File(chosen === undefined ? [] : [chosen], chosen === undefined ? '' : `${table}.csv`));
    }
    return world.ask('root', '/policy/import', { method: 'POST', body });
  }

  it('when tables are imported, then what they come to is planned, and applied as any other change', async () => {
    const apps = 'slug;name;owners\naws;"Cloud; production";ada@example.com\nwiki;Wiki;ada@example.com|lin@example.com';
    const planned = await imported({ apps });
    expect([planned.status, planned.text]).toEqual([200, expect.stringContaining('Cloud; production')]);
    expect(planned.text).toMatch(/<li class="live"[^>]*>\+ [^<]*wiki/i);
    const text = (/<textarea[^>]*>\n?([^<]*)</.exec(planned.text)?.[1] ?? '').replace(
      /&(quot|gt|lt|amp|#39);/g,
      (_, name: string) => ({ quot: '"', gt: '>', lt: '<', amp: '&', '#39': "'" })[name] ?? '',
    );
    const fields = { text, version: hidden(planned.text, 'version'), hash: hidden(planned.text, 'hash') };
    expect((await world.send('root', '/policy/apply', fields, '/policy/edit')).status).toBe(303);
    expect((await world.see('root', '/apps/wiki')).status).toBe(200);
    expect((await world.see('root', '/apps')).text).not.toContain('<bdi>Git</bdi>');
  });

  it.each([
    ['is not text', new Uint8Array([0xff, 0xfe, 0x00, 0x41]), 'people.csv is not UTF-8 text'],
    ['is wrong somewhere', 'email,name\nada@example.com,Ada,more', 'people.csv line 2: the row has 3 cells'],
  ])('when a table %s, then that is said, with nothing of another file', async (_, people, sentence) => {
    const { status, text } = await imported({ people });
    expect([status, text.includes(sentence), text.includes('<mark>')]).toEqual([400, true, false]);
  });

  it('when no table is chosen, then that is said', async () => {
    expect((await imported({})).text).toContain('Choose at least one file.');
  });
});
