import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aPageWorld } from '../support/page-world.ts';

type World = Awaited<ReturnType<typeof aPageWorld>>;

describe('granting directly, on pages', () => {
  let world: World;
  const things: { [slug: string]: string } = {};
  beforeAll(async () => {
    world = await aPageWorld();
    const { catalog } = world.api.deps.store;
    const app = await catalog.appBySlug('aws');
    for (const { slug, id } of app === undefined ? [] : await catalog.entitlementsOf(app.id)) things[slug] = id;
  });
  afterAll(() => world.api.close());

  const toMaya = () => `/people/${world.ids.maya}/grant`;
  const chosen = (slug: string) => `/apps/aws/grant?thing:${things[slug]}=on`;

  it('when it is nobody who may, then there is no way to it', async () => {
    for (const by of ['maya', 'ada', 'audrey', 'eve'] as const) {
      expect((await world.see(by, toMaya())).status).toBe(403);
      expect((await world.see(by, '/apps/aws/grant')).status).toBe(403);
      expect((await world.send(by, `${toMaya()}?app=aws`, { [`thing:${things['root']}`]: 'on' }, '/')).status).toBe(
        403,
      );
    }
  });

  it('when it begins with a person, then the app is asked, and what they have is not offered', async () => {
    expect((await world.see('adam', toMaya())).text).toContain(`href="${toMaya()}?app=`);
    const { text } = await world.see('adam', `${toMaya()}?app=aws`);
    expect(text).toContain(`name="thing:${things['root']}"`);
    expect(text).not.toContain(`name="thing:${things['read']}"`);
    expect(text).toContain('Provision account');
  });

  it('when it begins with an app, then whoever has it is not offered', async () => {
    expect((await world.see('adam', '/apps/aws/grant')).text).toContain('Choose people');
    const { text } = await world.see('adam', chosen('read'));
    expect(text).not.toContain(`person:${world.ids.maya}`);
    expect(text).toContain(`person:${world.ids.zoe}`);
    expect((await world.see('adam', chosen('root'))).text).toContain(`person:${world.ids.maya}`);
    const found = await world.see('adam', `${chosen('root')}&q=zo`);
    expect([found.text.includes(world.ids.zoe), found.text.includes(world.ids.tom)]).toEqual([true, false]);
    expect((await world.see('adam', `${chosen('root')}&q=%3Cb%3E`)).text).toContain('Nobody by that');
  });

  it('when something is missing or wrong, then it is said, and what was typed is kept', async () => {
    const path = `${toMaya()}?app=aws`;
    const nothing = await world.send('adam', path, { reason: 'new <b>here</b>' }, path);
    expect([nothing.status, nothing.text.includes('Choose what is granted')]).toEqual([400, true]);
    expect(nothing.text).toContain('new &lt;b&gt;here&lt;/b&gt;');
    const typed = { [`thing:${things['root']}`]: 'on', reason: 'new here' };
    const start = await world.send('adam', path, { ...typed, from: '2040-01-01T10:00' }, path);
    expect([start.status, start.text.includes('Temporal is away')]).toEqual([503, true]);
    const foreign = await world.send('adam', path, { ...typed, csrf: 'another' }, path);
    expect([foreign.status, foreign.text.includes('new here')]).toEqual([403, true]);
    const held = await world.send('adam', path, { [`thing:${things['read']}`]: 'on' }, path);
    expect(held.status).toBe(400);
    expect((await world.send('adam', path, typed, path)).text).toContain('Temporal is away');
    expect((await world.send('adam', chosen('root'), typed, chosen('root'))).text).toContain('Choose to whom');
  });

  it('when it is for several, then each has an answer of their own', async () => {
    const typed = {
      ...{ [`thing:${things['root']}`]: 'on', reason: 'the new team' },
      ...{ [`person:${world.ids.zoe}`]: 'on', [`person:${world.ids.tom}`]: 'on', 'person:nobody': 'on' },
    };
    const { status, text } = await world.send('adam', chosen('root'), typed, chosen('root'));
    expect([status, text.includes('Granted to 0 of 2 people')]).toEqual([200, true]);
    expect(text.match(/Temporal is away/g)).toHaveLength(2);
  });
});
