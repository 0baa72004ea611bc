import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anAskingWorld, HOSTILE } from '../support/asking-world.ts';
import { aChange, aRequest } from '../support/builders.ts';
import { onEachDatabase } from '../support/databases.ts';

const NEW = '/requests/new';

describe('what is asked for now and then', () => {
  let world: Awaited<ReturnType<typeof anAskingWorld>>;
  beforeAll(async () => {
    world = await anAskingWorld();
  });
  afterAll(() => world.api.close());

  const save = (by: string, name: string, query: string) =>
    world.send(by, `${NEW}/save`, { name, address: `${NEW}?${query}` }, NEW);
  const offered = async (by: string) => (await world.see(by, NEW)).text;

  it('when it is saved under a name, then it is offered where a request begins, to them alone, until it is forgotten', async () => {
    const saved = await save(
      'maya',
      ' On call ',
      'q=read&op:cloud/read=add&length=P7D&reason=my+week&until=2040-01-01T10:00',
    );
    expect(saved.headers.get('location')).toMatch(/^\/requests\/new\?q=read&op.*&did=saved$/);
    const [, href = ''] = /<a href="([^"]*)"><bdi>On call</.exec(await offered('maya')) ?? [];
    expect(new URLSearchParams(href.replaceAll('&amp;', '&').split('?')[1]).toString()).toBe(
      'op%3Acloud%2Fread=add&length=P7D&reason=my+week',
    );
    expect(await offered('sam')).not.toContain('On call');
    await save('maya', 'On call', 'op:cloud/write=add');
    expect((await offered('maya')).match(/<bdi>On call</g)).toHaveLength(1);
    await world.send('sam', `${NEW}/forget`, { name: 'On call' }, NEW);
    expect(await offered('maya')).toContain('On call');
    await world.send('maya', `${NEW}/forget`, { name: 'On call' }, NEW);
    expect(await offered('maya')).not.toContain('On call');
  });

  it('when the name is hostile, then it is a name; when there is none, that is said and all is kept', async () => {
    await save('ada', HOSTILE.slice(0, 60), 'op:cloud/read=add');
    expect(await offered('ada')).not.toContain('<script>alert');
    const none = await save('ada', '  ', 'op:cloud/read=add&reason=why');
    expect([none.status, none.text]).toEqual([400, expect.stringContaining('Give it a name')]);
    expect(none.text).toContain('why</textarea>');
    const nonsense = await world.send('ada', `${NEW}/save`, { name: 'x', address: 'http://[' }, NEW);
    expect(nonsense.status).toBe(303);
  });

  it('when very many are saved, then one has to be forgotten first', async () => {
    for (let at = 0; at < 50; at++) await save('lin', `number ${at}`, 'op:cloud/read=add');
    expect((await save('lin', 'one more', 'op:cloud/read=add')).text).toContain('forget one first');
    expect((await save('lin', 'number 7', 'op:cloud/read=add')).status).toBe(303);
  });

  it('when they had it lately and have it no more, then it can be asked for again, each thing once', async () => {
    const { requests, catalog, people } = world.api.deps.store;
    const noor = await people.byEmail('noor@example.com');
    const app = await catalog.appBySlug('cloud');
    const [one, other] = app === undefined ? [] : await catalog.entitlementsNamed(app.id, ['read', 'write']);
    const now = Date.now();
    const over = async (entitlementId = one?.id, age = 0) => {
      const change = aChange({ entitlementId, state: 'taken', effectiveAt: now - 9, endsAt: now - 5 } as never);
      const own = { requesterId: noor?.id, appId: app?.id, createdAt: now - age } as never;
      const ended = { decision: 'approved', decidedAt: now - 9, verifiedGoneAt: now - 4, changes: [change] } as const;
      const request = aRequest({ ...(own as object), ...ended });
      await requests.open(request, []);
      return request.id;
    };
    const [latest, earlier, elsewhere] = [await over(), await over(one?.id, 10), await over(other?.id, 20)];
    const text = await offered('noor');
    expect([latest, earlier, elsewhere].map((id) => text.includes(`${NEW}?again=${id}`))).toEqual([true, false, true]);
  });
});

onEachDatabase('saved requests', (open) => {
  it('are kept by name, and belong to somebody', async () => {
    const { store } = await open();
    const saved = { personId: 'per_A', name: 'Ünïcode "x"', typed: { reason: "Why 'not'?" }, savedAt: 7 } as const;
    await store.savedRequests.keep({ ...saved, typed: {} });
    await store.savedRequests.keep(saved);
    await store.savedRequests.forget('per_B', saved.name);
    expect([await store.savedRequests.of('per_A'), await store.savedRequests.of('per_B')]).toEqual([[saved], []]);
    await store.savedRequests.forget('per_A', saved.name);
    expect(await store.savedRequests.of('per_A')).toEqual([]);
  });
});
