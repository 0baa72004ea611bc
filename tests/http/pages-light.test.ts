import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aChange, anId, aRequest } from '../support/builders.ts';
import { aPageWorld } from '../support/page-world.ts';

type World = Awaited<ReturnType<typeof aPageWorld>>;

const REQUESTS = 1_000;
const MOST_BYTES = 60_000;
const MOST_MS = 50;
const WORDS = 'release incident rollback invoice quarter customer sensor drift report until Friday for the team'.split(
  ' ',
);

/** What nobody can compress away: other words in each. */
function aReason(at: number): string {
  return Array.from({ length: 30 }, (_, i) => WORDS[(at * 7 + i * i) % WORDS.length] ?? '').join(' ') + at;
}

describe('the pages, where there are a thousand requests', () => {
  let world: World;
  beforeAll(async () => {
    world = await aPageWorld();
    const { store } = world.api.deps;
    const given = aRequest(await store.requests.byId(world.request));
    for (let at = 0; at < REQUESTS; at++) {
      const changes = [aChange({ entitlementId: anId('entitlement') })];
      const own = { id: anId('request'), version: 1, changes, reason: aReason(at), createdAt: given.createdAt + at };
      await store.requests.open({ ...given, ...own }, []);
    }
  });
  afterAll(() => world.api.close());

  async function transferred(path: string): Promise<number> {
    const headers = { cookie: await world.cookieOf('root'), 'accept-encoding': 'gzip' };
    const response = await world.api.ask(path, { headers });
    const sent = Buffer.from(await response.arrayBuffer());
    expect([response.status, response.headers.get('content-encoding')]).toEqual([200, 'gzip']);
    expect(gunzipSync(sent).length).toBeGreaterThan(sent.length);
    return sent.length;
  }

  /** With what it is dressed with, as at a first visit. */
  async function weight(path: string): Promise<number> {
    const { text } = await world.see('root', path);
    const assets = [...text.matchAll(/(?:href|src)="(\/[^"]+\.(?:css|js))"/g)].map(([, asset = '']) => asset);
    const scripts = ['busy', 'ears', 'keys', 'live', 'merge', 'panel', 'rows', 'stream', 'theme', 'times'];
    const imported = scripts.map((name) => (assets[1] ?? '').replace('app.js', `${name}.js`));
    const all = await Promise.all([path, ...assets, ...imported].map(transferred));
    return all.reduce((sum, bytes) => sum + bytes, 0);
  }

  it.each(['/requests', '/approvals', '/audit', '/', '/requests/new', '/people', '/policy'])(
    '%s is light at the first visit',
    async (path) => {
      expect(await weight(path)).toBeLessThan(MOST_BYTES);
    },
  );

  it.each([
    ['root', '/requests'],
    ['maya', '/requests'],
    ['lin', '/approvals'],
    ['lin', '/'],
  ] as const)('are made quickly: for %s, %s', async (as, path) => {
    const spent: number[] = [];
    for (let round = 0; round < 50; round++) {
      // What it costs, and not what others on this machine cost.
      const before = process.cpuUsage();
      expect((await world.see(as, path)).status).toBe(200);
      const { user, system } = process.cpuUsage(before);
      if (round >= 10) spent.push((user + system) / 1000);
    }
    const p95 = spent.sort((a, b) => a - b)[Math.floor(spent.length * 0.95)] ?? Number.NaN;
    expect(p95).toBeLessThan(MOST_MS);
  });
});
