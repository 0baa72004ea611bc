import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { secret } from '../../src/config/secret.ts';
import { createApp } from '../../src/http/app.ts';
import { waysToAsk } from '../../src/ways-to-ask.ts';
import { type ApiWorld, anApiWorld } from '../support/api-world.ts';
import { aMailServer } from '../support/mail-server.ts';

const nobodyTells = () => Promise.reject(new Error('not followed'));

describe('whether people can be told', () => {
  let world: ApiWorld;
  /** How far the server's clock is off. */
  let offset = 0;
  beforeAll(async () => {
    world = await anApiWorld();
  });
  afterAll(() => world.api.close());

  const askedOf = async (app: ReturnType<typeof createApp>) => {
    const headers = { authorization: `Bearer ${world.tokens.zoe}` };
    return (await app.request('/api/v1/ways', { headers })).json();
  };

  it('when nobody follows the record, then that is said as well', async () => {
    const mail = { url: secret('smtp://127.0.0.1:1'), from: 'access@example.com' };
    const asked = async (ask: () => Promise<void>) =>
      (await askedOf(createApp({ ...world.api.deps, ways: waysToAsk({ mail }, undefined, ask) }))).items.at(-1);
    expect(await asked(nobodyTells)).toEqual({ name: 'telling', reachable: false });
    expect(await asked(() => Promise.resolve())).toEqual({ name: 'telling', reachable: true });
  });

  it('when nothing is set up, then there is no way, and that is no fault', async () => {
    expect(waysToAsk({ mail: undefined }, undefined, nobodyTells)).toEqual([]);
    expect(await askedOf(createApp(world.api.deps))).toEqual({ items: [] });
  });

  it('when the mail server goes away, then it is said soon after, and not asked for by each call', async () => {
    const server = await aMailServer();
    const ways = waysToAsk({ mail: { url: secret(server.url), from: 'access@example.com' } }, undefined, nobodyTells);
    let asked = 0;
    const counted = ways.slice(0, 1).map(({ name, ask }) => ({ name, ask: () => (asked++, ask()) }));
    const app = createApp({ ...world.api.deps, ways: counted, clock: { now: () => Date.now() + offset } });
    expect(await askedOf(app)).toEqual({ items: [{ name: 'mail', reachable: true }] });
    await server.close();
    expect([await askedOf(app), asked]).toEqual([{ items: [{ name: 'mail', reachable: true }] }, 1]);
    offset = 60_000;
    expect(await askedOf(app)).toEqual({ items: [{ name: 'mail', reachable: false }] });
    expect((await app.request('/readyz')).status).toBe(200);
  });
});
