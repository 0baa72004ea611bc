import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DAY } from '../../src/domain/time.ts';
import { localOf } from '../../src/time/local.ts';
import { aPageWorld } from '../support/page-world.ts';

type World = Awaited<ReturnType<typeof aPageWorld>>;

const soon = (days: number) => localOf(Date.now() + days * DAY, 'UTC');

describe('people on pages', () => {
  let world: World;
  beforeAll(async () => {
    world = await aPageWorld();
  });
  afterAll(() => world.api.close());

  const names = (text: string) => [...text.matchAll(/<td title="(\w+)"><a href="\/people\//g)].map((found) => found[1]);
  const of = (name: keyof World['ids'], more = '') => `/people/${world.ids[name]}${more}`;

  it('when people are looked for, then by name, department and status, and how much is held only where one may see it', async () => {
    const { text } = await world.see('noor', '/people');
    expect(names(text)).toEqual(Object.keys(world.ids).toSorted((a, b) => a.localeCompare(b)));
    expect(text).toMatch(/>maya<[^]*?<td>1<\/td>/);
    expect(text).toMatch(/>zoe<[^]*?<td><\/td>/);
    expect(names((await world.see('noor', '/people?q=zo')).text)).toEqual(['zoe']);
    expect((await world.see('noor', '/people?q=nobody%25')).text).toContain('Nobody here is called that');
    expect((await world.see('noor', '/people?department=%3Cscript%3E&status=x&after=rubbish')).status).toBe(200);
    expect(names((await world.see('noor', '/people?status=offboarded')).text)).toEqual([]);
  });

  it('when somebody is looked at, then what they hold is for those who may see it', async () => {
    for (const by of ['maya', 'noor', 'root', 'audrey', 'ada'] as const)
      expect((await world.see(by, of('maya'))).text).toContain(`/holdings/${world.holding}/why`);
    const stranger = await world.see('eve', of('maya'));
    expect([stranger.status, stranger.text.includes(world.holding)]).toEqual([200, false]);
    expect(stranger.text).toContain('Seen by themselves, their manager');
    expect(stranger.text).not.toMatch(/Offboard|Out of office|Grant access|Stand-in/);
    expect((await world.see('eve', '/people/per_0000000000')).status).toBe(404);
  });

  it('when admins look, then they can do more than the person, and nobody offboards themselves', async () => {
    const admin = await world.see('adam', of('maya'));
    for (const name of ['Grant access', 'Out of office', 'Name a stand-in', 'Offboard'])
      expect(admin.text).toContain(`>${name}</a>`);
    expect((await world.see('adam', of('adam'))).text).not.toContain('>Offboard</a>');
    expect((await world.see('maya', of('maya'))).text).not.toContain('>Offboard</a>');
    for (const what of ['offboard', 'away', 'delegate'])
      expect((await world.see('eve', of('maya', `/${what}`))).status).toBe(403);
  });

  it('when somebody is away, then the pages say so until they are back', async () => {
    const path = of('maya', '/away');
    const wrong = await world.send('maya', path, { until: soon(-1) }, path);
    expect([wrong.status, wrong.text.includes('It ends within the next year')]).toEqual([400, true]);
    const away = await world.send('maya', path, { until: soon(2) }, path);
    expect([away.status, away.headers.get('location')]).toEqual([303, `${of('maya')}?did=saved`]);
    expect((await world.see('eve', of('maya'))).text).toContain('Away, back');
    await world.send('maya', path, { until: '' }, path);
    expect((await world.see('eve', of('maya'))).text).not.toContain('Away, back');
  });

  it('when a stand-in is named, then by name or e-mail, and it can be ended', async () => {
    const path = of('maya', '/delegate');
    const nobody = await world.send('maya', path, { to: 'nobody here', until: soon(1) }, path);
    expect([nobody.status, nobody.text.includes('There is nobody here by that')]).toEqual([404, true]);
    expect(nobody.text).toContain('value="nobody here"');
    expect((await world.send('maya', path, { to: 'tom' }, path)).text).toContain('Say until when');
    expect((await world.send('maya', path, { to: 'tom', until: soon(1) }, path)).status).toBe(303);
    const { text } = await world.see('maya', of('maya'));
    expect(text).toContain('>tom</bdi>');
    const ends = [...text.matchAll(/action="(\/people\/\S+\/delegations\/\S+\/end)"/g)].map(([, at]) => at ?? '');
    expect(ends).toHaveLength(2);
    for (const at of ends) expect((await world.send('maya', at, {}, of('maya'))).status).toBe(303);
    expect((await world.see('maya', of('maya'))).text).not.toContain('End it now');
    expect((await world.send('maya', ends[0] ?? '', {}, of('maya'))).status).toBe(409);
  });

  it('when somebody has left, then it was said what would happen, and the page says so', async () => {
    const path = of('maya', '/offboard');
    expect((await world.see('adam', path)).text).toContain('Everything they hold is taken back, 1 in all');
    const left = await world.send('adam', path, {}, path);
    expect([left.status, left.text.includes('Temporal is away')]).toEqual([503, true]);
    expect((await world.see('eve', of('maya'))).text).toContain('<span>Left</span>');
    expect((await world.send('adam', of('adam', '/offboard'), {}, path)).text).toContain('Another admin');
  });
});
