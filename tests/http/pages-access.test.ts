import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Entitlement } from '../../src/domain/catalog/entitlement.ts';
import type { RequestId } from '../../src/domain/ids.ts';
import { HOUR } from '../../src/domain/time.ts';
import { aChange, anId, aRequest } from '../support/builders.ts';
import { aNewClaim, locked } from '../support/ledger.ts';
import { aPageWorld } from '../support/page-world.ts';

type World = Awaited<ReturnType<typeof aPageWorld>>;

describe('what people hold, on pages', () => {
  let world: World;
  beforeAll(async () => {
    world = await aPageWorld();
  });
  afterAll(() => world.api.close());

  const thing = async (slug: string): Promise<Entitlement> => {
    const { catalog } = world.api.deps.store;
    const app = await catalog.appBySlug('aws');
    const found = app === undefined ? [] : await catalog.entitlementsOf(app.id);
    const one = found.find((entitlement) => entitlement.slug === slug);
    if (one === undefined) throw new Error(`the world has no ${slug}`);
    return one;
  };

  /** Maya's, proven to be there; until so many hours from now. */
  async function held(slug: string, ends: number, requestId?: RequestId) {
    const { ledger } = world.api.deps.store;
    const { id: entitlementId, appId } = await thing(slug);
    const account = await ledger.accountOf(appId, world.ids.maya);
    const [now, endsAt] = [Date.now(), Date.now() + ends * HOUR];
    const claim = aNewClaim({ accountId: account?.id ?? 'acc_none', entitlementId, endsAt, requestId });
    const { holding, lock } = locked((await ledger.addClaims([claim], { now, lockMs: 60_000 }))[0]);
    const seen = { actual: { seen: 'present', level: undefined }, pending: undefined } as const;
    const proof = { kind: 'read_back', at: now } as const;
    await ledger.settle([{ ...seen, proof, holdingId: holding.id, lock, generation: holding.generation }]);
    return holding.id;
  }

  /** By a lease that began an hour ago. */
  async function leased(slug: string, ends: number, reason: string) {
    const { id: entitlementId, appId } = await thing(slug);
    const [now, endsAt] = [Date.now(), Date.now() + ends * HOUR];
    const change = aChange({ entitlementId, state: 'given', effectiveAt: now - HOUR, endsAt });
    const request = aRequest({
      ...{ requesterId: world.ids.maya, appId, reason, decision: 'approved', changes: [change], endsAt },
      ...{ createdAt: now - 2 * HOUR, asOf: now - HOUR },
    });
    const { requests } = world.api.deps.store;
    await requests.open({ ...request, changes: [{ ...change, state: 'giving' }] }, []);
    const holding = await held(slug, ends, request.id);
    await requests.record({ ...request, version: 2 }, []);
    return { request, holding };
  }

  it('when somebody holds nothing, then the page says how one gets something', async () => {
    const { status, text } = await world.see('zoe', '/access');
    expect([status, text.includes('You hold nothing')]).toEqual([200, true]);
    expect(text).toContain('href="/requests/new"');
  });

  it('when there is a lease, then it says until when, why and how it is known, and offers what can be done', async () => {
    const { request, holding } = await leased('root', 3, '<script>alert(1)</script> \u202Eevil');
    const { text } = await world.see('maya', '/access');
    expect(text).toMatch(/Active<[^]*?>2 h 59 m left/);
    expect(text).toMatch(/<progress max="144/);
    expect(text).toContain('Read back from the app');
    expect(text).toContain(`/requests/${request.id}/extend`);
    expect(text).toContain(`/requests/new?app=${request.appId}`);
    expect(text).toContain(`/holdings/${holding}/end`);
    expect(text.indexOf(holding)).toBeLessThan(text.indexOf(world.holding));
    expect(text).toContain('It was there before Leasehold');
    const why = await world.see('maya', `/holdings/${holding}/why`);
    expect(why.text).toContain('&lt;script&gt;');
    expect(why.text).not.toContain('<script>alert');
    expect(why.text).toContain(`href="/requests/${request.id}"`);
  });

  it('when its manager looks, then they see why, and not the request itself', async () => {
    const { text, status } = await world.see('noor', `/holdings/${world.holding}/why`);
    expect([status, text.includes('End now'), text.includes('/extend')]).toEqual([200, true, false]);
    expect((await world.see('eve', `/holdings/${world.holding}/why`)).status).toBe(404);
    expect((await world.see('eve', `/holdings/${world.holding}/end`)).status).toBe(404);
    expect((await world.see('maya', '/holdings/nothing/why')).status).toBe(404);
    expect((await world.see('maya', `/holdings/${anId('holding')}/why`)).status).toBe(404);
  });

  it('when it cannot be ended, then the page says why, and keeps what was typed', async () => {
    const path = `/holdings/${world.holding}/end`;
    expect((await world.see('maya', path)).text).toContain('End this access now?');
    const refused = await world.send('maya', path, { reason: 'moved <b>on</b>' }, path);
    expect([refused.status, refused.text.includes('Temporal is away')]).toEqual([503, true]);
    expect(refused.text).toContain('moved &lt;b&gt;on&lt;/b&gt;');
    const foreign = await world.send('maya', path, { csrf: 'another', reason: 'kept' }, path);
    expect([foreign.status, foreign.text.includes('kept')]).toEqual([403, true]);
    expect((await world.see('audrey', path)).headers.get('location')).toBe(`/holdings/${world.holding}/why`);
    expect((await world.send('audrey', path, {}, '/access')).status).toBe(403);
  });

  it('when nobody asked for it, then it is said to be untracked', async () => {
    const { text } = await world.see('root', `/holdings/${world.stray}/why`);
    expect(text).toContain('an account of nobody known');
    expect(text).not.toContain('End now');
  });

  it('when the end has passed and it is still there, then that comes first, in words', async () => {
    await held('deploy', -2);
    const { text } = await world.see('maya', '/access');
    expect(text).toMatch(/STILL HAS ACCESS · should have ended 2 h ago/);
    expect(text.indexOf('STILL HAS ACCESS')).toBeLessThan(text.indexOf('Active'));
  });
});
