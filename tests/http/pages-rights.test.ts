import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Action, RIGHTS, STANDINGS, type Standing } from '../../src/domain/people/rights.ts';
import { createLive } from '../../src/http/live/live.ts';
import { pageRoutes } from '../../src/http/routes/pages/pages.routes.ts';
import { PLAYERS } from '../support/api-world.ts';
import { FORMS, filled, PAGE_ACTIONS } from '../support/page-calls.ts';
import { type Answer, aPageWorld } from '../support/page-world.ts';

type World = Awaited<ReturnType<typeof aPageWorld>>;

const isEnough = (action: Action | 'own', standing: Standing): boolean =>
  action === 'own' || RIGHTS[action].some((one) => one === 'member' || one === standing);
/** Who may not tries first: what somebody who may has done is done. */
const byRight = (action: Action | 'own') =>
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

  async function whoCan(action: Action | 'own', attempt: (as: (typeof PLAYERS)[Standing]) => Promise<Answer>) {
    const found: Standing[] = [];
    for (const standing of byRight(action)) {
      const { status } = await attempt(PLAYERS[standing]);
      expect(status).not.toBe(500);
      if (status !== 403 && status !== 404) found.push(standing);
    }
    return found.sort();
  }

  it('has every page and every form', () => {
    const deeds = routes['GET']?.filter(
      (path) => !path.startsWith('/requests/:id/') && !path.startsWith('/tasks/:id/'),
    );
    expect(deeds?.filter((path) => !Object.hasOwn(PAGE_ACTIONS, path))).toEqual(['/requests/new/sent']);
    expect(routes['POST']?.filter((path) => !Object.hasOwn(FORMS, path))).toEqual([]);
  });

  it.each(Object.entries(PAGE_ACTIONS))('%s is seen by who may (%s), and by nobody else', async (path, action) => {
    const seen = await whoCan(action, (as) => world.see(as, filled(world, path, app)));
    expect(seen).toEqual(STANDINGS.filter((standing) => isEnough(action, standing)).sort());
  });

  it.each(Object.entries(FORMS))('%s is done by who may, and by nobody else', async (path, { action, typed = {} }) => {
    const did = await whoCan(action, (as) => world.send(as, filled(world, path, app), typed, '/'));
    const may = STANDINGS.filter((standing) => isEnough(action, standing)).sort();
    // Of what is only theirs some have none: that it is not there is no refusal.
    expect(action === 'own' ? may : did).toEqual(may);
  });
});
