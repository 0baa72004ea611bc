import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSession } from '../../src/use-cases/sessions/start-session.ts';
import { valueOf } from '../support/people.ts';
import { aPageWorld } from '../support/page-world.ts';

type World = Awaited<ReturnType<typeof aPageWorld>>;

describe('settings on pages', () => {
  let world: World;
  beforeAll(async () => {
    world = await aPageWorld();
  });
  afterAll(() => world.api.close());

  const make = (by: 'maya' | 'root', typed: { readonly [field: string]: string }) =>
    world.send(by, '/settings/tokens', { days: '7', 'scope-read': 'yes', ...typed }, '/settings');
  const textIn = (page: string) => /<pre>(lsh_[^<]+)<\/pre>/.exec(page)?.[1] ?? '';
  const works = async (token: string) =>
    (await world.api.ask('/api/v1/me', { headers: { authorization: `Bearer ${token}` } })).status;

  it('when a member looks, then they see what holds for everybody, and nothing that is for admins', async () => {
    const { status, text } = await world.see('maya', '/settings');
    expect(status).toBe(200);
    expect(text).toContain('Policy, by an admin');
    expect(text).toContain('this browser');
    for (const hidden of ['Tokens of services', 'Connectors in use', 'Give nothing for now', 'a service with the role'])
      expect(text).not.toContain(hidden);
    expect((await world.see('audrey', '/settings')).text).toContain('Connectors in use');
  });

  it('when a token is made, then it is shown once, works, and can be revoked', async () => {
    const made = await make('maya', { name: 'my <b>script</b>' });
    const token = textIn(made.text);
    expect(await works(token)).toBe(200);
    const page = await world.see('maya', '/settings');
    expect(page.text).toContain('my &lt;b&gt;script&lt;/b&gt;');
    expect(page.text).not.toContain(token);
    const id = `tok_${token.split('_')[1]}`;
    const foreign = await world.send('lin', `/settings/tokens/${id}/revoke`, {}, '/settings');
    expect(foreign.status).toBe(404);
    const revoked = await world.send('maya', `/settings/tokens/${id}/revoke`, {}, '/settings');
    expect([revoked.status, await works(token)]).toEqual([303, 401]);
    expect((await world.send('maya', `/settings/tokens/${id}/revoke`, {}, '/settings')).status).toBe(409);
  });

  it('when there are more tokens than a page shows, then the rest is on the next', async () => {
    for (let at = 0; at < 51; at++) await world.api.token({ name: `many ${at}`, owner: { email: 'tom@example.com' } });
    const first = (await world.see('tom', '/settings')).text;
    const next = /href="(\/settings\?own=tok_[^"]*)"/.exec(first)?.[1] ?? '';
    const second = (await world.see('tom', next)).text;
    const shown = new Set([...`${first}${second}`.matchAll(/<bdi>many \d+</g)].map(([name]) => name));
    expect([shown.size, second.includes('More tokens')]).toEqual([51, false]);
  });

  it('when the form is sent twice, then it is one token', async () => {
    const twice = { name: 'twice', click: 'one click' };
    expect(textIn((await make('maya', twice)).text)).toBe(textIn((await make('maya', twice)).text));
  });

  it('when nothing is chosen or named, then nothing is made, and what was typed is kept', async () => {
    const nothing = await make('maya', { name: 'kept', 'scope-read': '', days: '30' });
    expect([nothing.status, nothing.text.includes('value="kept"')]).toEqual([400, true]);
    expect((await make('maya', { name: '  ' })).status).toBe(400);
    expect((await make('maya', { name: 'long', days: 'ages' })).status).toBe(400);
  });

  it('when a token is for a service, then only a super admin makes it', async () => {
    expect((await make('maya', { name: 'robot', role: 'auditor' })).status).toBe(403);
    expect(await works(textIn((await make('root', { name: 'robot', role: 'auditor' })).text))).toBe(200);
    expect((await world.see('audrey', '/settings')).text).toContain('robot');
  });

  it('when somebody signs out elsewhere, then that browser is signed out, and nobody else’s', async () => {
    const { deps } = world.api;
    const person = valueOf({ ok: true, value: await deps.store.people.byId(world.ids.eve) });
    if (person === undefined) throw new Error('there is no eve');
    const agent = 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0';
    const { session } = valueOf(
      await startSession(deps, person, {
        ...{ method: 'oidc', agent, roles: [], provenAt: undefined },
      }),
    );
    expect((await world.see('eve', '/settings')).text).toContain('Firefox on Linux');
    expect((await world.send('zoe', `/settings/sessions/${session.id}/end`, {}, '/settings')).status).toBe(404);
    expect((await world.send('eve', `/settings/sessions/${session.id}/end`, {}, '/settings')).status).toBe(303);
    expect((await world.see('eve', '/settings')).text).not.toContain('Firefox on Linux');
  });

  it('when an admin freezes giving, then the page says so to everybody, until it goes on', async () => {
    expect((await world.send('maya', '/settings/freeze', {}, '/settings')).status).toBe(403);
    expect((await world.send('adam', '/settings/freeze', { reason: 'an incident' }, '/settings')).status).toBe(303);
    expect((await world.see('audrey', '/audit?fact=app.frozen')).text).toContain('an incident');
    expect((await world.see('maya', '/settings')).text).toContain('FROZEN');
    await world.send('adam', '/settings/unfreeze', {}, '/settings');
    expect((await world.see('maya', '/settings')).text).not.toContain('FROZEN');
  });

  it('when a pause of takings is proposed, then another admin confirms the very same', async () => {
    const at = String(Date.now() + 3_600_000);
    expect((await world.send('adam', '/settings/pause', { until: 'soon' }, '/settings')).status).toBe(400);
    const proposed = await world.send('adam', '/settings/pause', { at }, '/settings');
    expect(proposed.headers.get('location')).toBe('/settings?did=pause_proposed');
    expect((await world.see('adam', '/settings')).text).not.toContain('Confirm the pause');
    expect((await world.see('root', '/settings')).text).toContain('Confirm the pause');
    const paused = await world.send('root', '/settings/pause', { at }, '/settings');
    expect(paused.headers.get('location')).toBe('/settings?did=paused');
    expect((await world.send('adam', '/settings/resume', {}, '/settings')).status).toBe(303);
  });
});
