import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '../../src/domain/people/person.ts';
import {
  aChange,
  anAppEntry,
  anEntitlementEntry,
  anId,
  anOrganisation,
  aPersonEntry,
  aRequest,
} from '../support/builders.ts';
import { anAskingWorld } from '../support/asking-world.ts';
import { aNewClaim, anAccount } from '../support/ledger.ts';

const NEW = '/requests/new';

describe('what somebody has, and asking for others', () => {
  let world: Awaited<ReturnType<typeof anAskingWorld>>;
  let maya: Person;
  let sam: Person;
  const lease = anId('request');
  beforeAll(async () => {
    world = await anAskingWorld();
    [maya, sam] = [await personOf('maya'), await personOf('sam')];
    await hold(maya, 'deploy', { level: 'staging', requestId: lease, endsAt: Date.now() + 3_600_000 });
    await hold(maya, 'one', { source: 'baseline', requestId: undefined });
    await hold(sam, 'deploy', { level: 'live', source: 'baseline', requestId: undefined });
    await hold(sam, 'read', { source: 'baseline', requestId: undefined });
  });
  afterAll(() => world.api.close());

  async function personOf(name: string): Promise<Person> {
    const person = await world.api.deps.store.people.byEmail(`${name}@example.com`);
    if (person === undefined) throw new Error(name);
    return person;
  }

  async function thing(slug: string) {
    const { catalog } = world.api.deps.store;
    const app = await catalog.appBySlug('cloud');
    const [found] = app === undefined ? [] : await catalog.entitlementsNamed(app.id, [slug]);
    if (found === undefined) throw new Error(slug);
    return found;
  }

  async function hold({ id: personId }: Person, slug: string, given: Parameters<typeof aNewClaim>[0]): Promise<void> {
    const { ledger } = world.api.deps.store;
    const { id: entitlementId, appId } = await thing(slug);
    const account =
      (await ledger.accountOf(appId, personId)) ?? (await ledger.addAccount(anAccount({ appId, personId })));
    const claim = aNewClaim({ accountId: account.id, entitlementId, ...given });
    await ledger.addClaims([claim], { now: Date.now(), lockMs: 1 });
  }

  const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
  const seen = async (address: string, by = 'maya') => textOf((await world.see(by, address)).text);
  const paramsOf = (location: string | null) => Object.fromEntries(new URLSearchParams((location ?? '').split('?')[1]));

  it('when it is held or asked for already, then that is badged, with what can be done about it', async () => {
    const { id, appId } = await thing('write');
    const pending = aRequest({ requesterId: maya.id, appId, changes: [aChange({ entitlementId: id })] });
    await world.api.deps.store.requests.open(pending, []);
    const found = await seen(`${NEW}?q=cloud`);
    expect(found).toMatch(
      /Deploy on Production cloud · permission · medium risk Has access As staging, ends in .*Modify Extend Remove/,
    );
    expect(found).toMatch(
      /To one on Production cloud · role · medium risk Has access without an end .*? Remove To pay/,
    );
    expect((await world.see('maya', `${NEW}?q=write`)).text).toContain(`href="/requests/${pending.id}"`);
    expect(await seen(`${NEW}?op:cloud/write=add`)).toContain(`Asked for already: ${pending.id}`);
  });

  it('when it is modified, then the next level is offered; when it is given up, then nothing else is asked', async () => {
    const modified = await world.press('maya', NEW, 'modify cloud/deploy');
    expect(paramsOf(modified.headers.get('location'))).toEqual({
      'op:cloud/deploy': 'modify',
      'level:cloud/deploy': 'live',
    });
    const removed = await seen(`${NEW}?app=cloud&entitlement=one&op=remove`);
    expect(removed).toContain('Remove To one');
    expect(removed).not.toContain('How long');
  });

  it('when a link leads here, then what it names is in it; of an app alone, it is searched for', async () => {
    const { text } = await world.see('maya', `${NEW}?app=cloud&entitlement=read`);
    expect(text).toContain('name="op:cloud/read" value="add"');
    expect((await world.see('maya', `${NEW}?app=doors`)).text).toContain('value="Doors"');
    for (const nothing of ['app=cloud&entitlement=hidden', 'app=none', 'app=cloud&entitlement=read&op=burn'])
      expect((await world.see('maya', `${NEW}?${nothing}`)).text).toContain('Nothing yet. Find what is needed');
  });

  it('when it is the same as last time, then all of it is typed; of what one may not see nothing is', async () => {
    const { id, appId } = await thing('read');
    const last = aRequest({
      ...{ requesterId: sam.id, appId, decision: 'rejected', reason: 'the incident' },
      changes: [aChange({ entitlementId: id })],
    });
    await world.api.deps.store.requests.open(last, []);
    const { text } = await world.see('sam', `${NEW}?again=${last.id}`);
    expect(text).toContain('the incident</textarea>');
    expect(text).toMatch(/<option value="PT8H" selected/);
    expect((await world.see('sam', `/requests/${last.id}`)).text).toContain(`href="${NEW}?again=${last.id}"`);
    expect((await world.see('maya', `${NEW}?again=${last.id}`)).text).not.toContain('the incident');
  });

  it('when it is for a report, then it stands as for them; whoever has none asks for nobody else', async () => {
    const { text } = await world.see('noor', `${NEW}?q=deploy&for=${maya.id}`);
    expect(text).toMatch(new RegExp(`<option value="${maya.id}" selected`));
    expect(textOf(text)).toContain('Has access');
    expect((await world.see('maya', NEW)).text).not.toContain('name="for"');
    const stranger = await world.press('maya', `${NEW}?op:cloud/read=add`, 'submit', { for: sam.id });
    expect([stranger.status, textOf(stranger.text)]).toEqual([
      404,
      expect.stringContaining('There is nobody by that whom you can ask for.'),
    ]);
  });

  it('when an admin names somebody, then by e-mail; where it is less, they choose', async () => {
    expect(await seen(`${NEW}?for=maya@example.com`, 'root')).toContain('For maya , Nurse');
    expect(await seen(`${NEW}?for=ma`, 'root')).toContain('Choose one of these.');
    const chosen = await world.press('root', `${NEW}?for=ma`, 'for maya@example.com');
    expect(chosen.headers.get('location')).toBe(`${NEW}?for=maya%40example.com`);
  });

  it('when access like a colleague’s is wanted, then the difference is shown, not ticked, and what is ticked goes in', async () => {
    const like = `${NEW}/like?person=${sam.id}&reason=as+Sam`;
    const { text } = await world.see('maya', like);
    expect(textOf(text)).toMatch(
      /sam has To read on Production cloud · 1 of 1 with the same job title has this .* maya has Deploy on Production cloud as staging To one/,
    );
    expect(text).not.toContain('checked');
    const all = await world.see('maya', `${like}&all=yes`);
    expect(all.text).toMatch(/name="pick:cloud\/read"[^>]* checked/);
    const picked = await world.press('maya', `${NEW}?reason=as+Sam`, 'pick', { 'pick:cloud/read': 'on' });
    expect(paramsOf(picked.headers.get('location'))).toEqual({ reason: 'as Sam', 'op:cloud/read': 'add' });
  });

  it('when it is like a title’s, then so; whoever is not there is not there', async () => {
    expect(await seen(`${NEW}/like?title=Nurse`)).toContain('1 of 1 with this title has this');
    expect(await seen(`${NEW}/like?who=nur`)).toMatch(/Job titles Nurse/);
    expect(await seen(`${NEW}/like?who=sam`)).toMatch(/People sam/);
    expect(await seen(`${NEW}/like`)).toMatch(/People sam .*Job titles Nurse/);
    for (const gone of ['person=nobody@example.com', `person=${anId('person')}`, 'title=King'])
      expect((await world.see('maya', `${NEW}/like?${gone}`)).status).toBe(404);
  });
});

describe('a catalogue of five thousand', () => {
  it('shows fifty of them, and says that there is more', async () => {
    const entitlements = Array.from({ length: 5000 }, (_, at) =>
      anEntitlementEntry({ slug: `e${at}`, name: `Thing ${at}` }),
    );
    const people = [aPersonEntry({ email: 'maya@example.com', name: 'maya' })];
    const world = await anAskingWorld(anOrganisation({ people, apps: [anAppEntry({ entitlements })] }));
    const { text } = await world.see('maya', NEW);
    expect(text.match(/data-part="production\/e/g)).toHaveLength(50);
    expect(text).toContain('There is more.');
    expect((await world.see('maya', `${NEW}?q=thing+4711`)).text.match(/data-part="production\/e/g)).toHaveLength(1);
    await world.api.close();
  });
});
