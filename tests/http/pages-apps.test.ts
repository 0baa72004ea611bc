import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anId } from '../support/builders.ts';
import { aPageWorld } from '../support/page-world.ts';

type World = Awaited<ReturnType<typeof aPageWorld>>;

describe('apps on pages', () => {
  let world: World;
  beforeAll(async () => {
    world = await aPageWorld();
  });
  afterAll(() => world.api.close());

  it('when apps are looked for, then by name', async () => {
    expect((await world.see('eve', '/apps')).text).toMatch(/>AWS<[^]*>Git<[^]*>Quiet</);
    const { text } = await world.see('eve', '/apps?q=gi');
    expect([text.includes('>Git<'), text.includes('>AWS<')]).toEqual([true, false]);
    expect((await world.see('eve', '/apps?q=%3Cscript%3E&after=x')).text).toContain('No app is called that');
  });

  it('when an app is looked at, then holders and how it goes are for those who answer for it', async () => {
    const owner = await world.see('ada', '/apps/aws');
    for (const said of ['Who has it', 'How it goes', 'An account of nobody known', `/holdings/${world.holding}/why`])
      expect(owner.text).toContain(said);
    expect(owner.text).toContain(`/tasks/${world.task}`);
    const member = await world.see('eve', '/apps/aws');
    expect(member.status).toBe(200);
    expect(member.text).not.toMatch(/Who has it|How it goes|Freeze|Grant access/);
    expect(member.text).toContain('Ask for it');
    expect((await world.see('eve', '/apps/quiet')).text).toContain('Nothing of it is for you to ask for');
    expect((await world.see('ada', '/apps/quiet')).text).toContain('not for you to ask for');
    expect((await world.see('eve', '/apps/nothing')).status).toBe(404);
    expect((await world.see('ada', '/apps/aws?after=rubbish')).status).toBe(200);
  });

  it('when something goes wrong in it, then its page says what', async () => {
    const { store } = world.api.deps;
    const app = await store.catalog.appBySlug('aws');
    const alert = { kind: 'revoke_failing', subject: `request:${world.request}`, state: 'open' } as const;
    await store.work.raiseAlert({
      ...{ ...alert, id: anId('alert'), raisedAt: Date.now() },
      data: { app: app?.id ?? '', person: world.ids.maya },
    });
    const { text } = await world.see('ada', '/apps/aws');
    expect(text).toContain('1 thing goes wrong');
    expect(text).toContain('SOMEBODY STILL HAS ACCESS');
  });

  it('when an admin freezes it, then with a reason, which everybody reads until it is over', async () => {
    const path = '/apps/git/freeze';
    expect((await world.see('ada', path)).status).toBe(403);
    const none = await world.send('adam', path, { reason: ' ' }, path);
    expect([none.status, none.text.includes('Say why')]).toEqual([400, true]);
    const frozen = await world.send('adam', path, { reason: 'keys <b>leaked</b>' }, path);
    expect(frozen.headers.get('location')).toMatch(/^\/apps\/app_\w+\?did=frozen$/);
    const { text } = await world.see('eve', '/apps/git');
    expect(text).toContain('keys &lt;b&gt;leaked&lt;/b&gt;');
    expect((await world.see('eve', '/apps')).text).toContain('Frozen');
    expect((await world.send('adam', '/apps/git/unfreeze', { reason: 'new keys' }, path)).status).toBe(303);
    expect((await world.see('eve', '/apps/git')).text).not.toContain('leaked');
    await world.api.deps.store.switches.freeze('all', true, []);
    expect((await world.see('adam', '/apps/git')).text).toContain('in any app');
    await world.api.deps.store.switches.freeze('all', false, []);
  });
});
