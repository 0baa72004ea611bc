import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Action, RIGHTS, STANDINGS, type Standing } from '../../src/domain/people/rights.ts';
import { createLive } from '../../src/http/live/live.ts';
import { pageRoutes } from '../../src/http/routes/pages/pages.routes.ts';
import { PLAYERS } from '../support/api-world.ts';
import { FORMS, filled, PAGE_ACTIONS } from '../support/page-calls.ts';
import { type Answer, aPageWorld } from '../support/page-world.ts';

type World = Awaited<ReturnType<typeof aPageWorld>>;

const FORM_ACTIONS = Object.fromEntries(Object.entries(FORMS).map(([path, { action }]) => [path, action]));
/** What is only one's own is no matter of rights. */
const notOwn = (all: { readonly [path: string]: Action | 'own' }) =>
  Object.entries(all).flatMap(([path, action]) => (action === 'own' ? [] : [[path, action] as const]));
const isEnough = (action: Action, standing: Standing): boolean =>
  RIGHTS[action].some((one) => one === 'member' || one === standing);
/** Who may not tries first: what somebody who may has done is done. */
const byRight = (action: Action) =>
  STANDINGS.toSorted((one, other) => Number(isEnough(action, one)) - Number(isEnough(action, other)));

describe('the table of rights, on pages', () => {
  let world: World;
  let app: string;
  let routes: { readonly [method: string]: readonly string[] };
  beforeAll(async () => {
    world = await aPageWorld();
    const { deps } = world.api;
    app = (await deps.store.catalog.appBySlug('aws'))?.id ?? '';
    const all = pageRoutes(deps, createLive(deps)).routes;
    const of = (method: string) => [...new Set(all.filter((one) => one.method === method).map(({ path }) => path))];
    routes = { GET: of('GET'), POST: of('POST') };
  });
  afterAll(() => world.api.close());

  async function whoCan(action: Action, attempt: (as: (typeof PLAYERS)[Standing]) => Promise<Answer>) {
    const found: Standing[] = [];
    for (const standing of byRight(action)) {
      const { status } = await attempt(PLAYERS[standing]);
      expect(status).not.toBe(500);
      if (![401, 403, 404].includes(status)) found.push(standing);
    }
    return found.sort();
  }

  it('has every page and every form', () => {
    const deeds = routes['GET']?.filter(
      (path) => !path.startsWith('/requests/:id/') && !path.startsWith('/tasks/:id/'),
    );
    expect(deeds?.filter((path) => !Object.hasOwn(PAGE_ACTIONS, path))).toEqual([]);
    expect(routes['POST']?.filter((path) => !Object.hasOwn(FORMS, path))).toEqual([]);
  });

  it.each(notOwn(PAGE_ACTIONS))('%s is seen by who may (%s), and by nobody else', async (path, action) => {
    const seen = await whoCan(action, (as) => world.see(as, filled(world, path, app)));
    expect(seen).toEqual(STANDINGS.filter((standing) => isEnough(action, standing)).sort());
  });

  it.each(notOwn(FORM_ACTIONS))('%s is done by who may (%s), and by nobody else', async (path, action) => {
    const typed = FORMS[path]?.typed ?? {};
    const did = await whoCan(action, (as) => world.send(as, filled(world, path, app), typed, '/'));
    expect(did).toEqual(STANDINGS.filter((standing) => isEnough(action, standing)).sort());
  });
});
