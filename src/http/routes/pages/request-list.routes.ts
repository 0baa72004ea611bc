import { type Context, Hono } from 'hono';
import { isId } from '../../../domain/ids.ts';
import { REQUEST_STATES } from '../../../domain/request/request.ts';
import { TABS } from '../../../domain/request/state.ts';
import { searchFor } from '../../../use-cases/search-requests.ts';
import { countRequests, listRequests } from '../../../use-cases/see-requests.ts';
import { viewingIn } from '../../auth/acting-in.ts';
import type { InSession } from '../../auth/session.ts';
import type { HttpDeps } from '../../deps.ts';
import { type Listed, requestsPage } from '../../pages/requests.page.tsx';
import { lookingAt } from '../../web/looking.ts';
import { cursorOf, readCursor } from '../../cursors.ts';

const PAGE = 50;
/** More than these are said as "999+". */
const MOST = 1000;

/** The list of requests; its address holds everything that was chosen. What is not understood in it is left out. */
export function requestListRoutes(deps: HttpDeps): Hono<InSession> {
  const app = new Hono<InSession>();
  app.get('/requests', async (c) => {
    const chosen = chosenIn(c);
    const viewer = viewingIn(c.get('signedIn'));
    const search = await searchFor(deps.store, chosen.q ?? '');
    const states = chosen.state && [chosen.state];
    const which = { search, app: chosen.app, states, bundle: chosen.bundle };
    const page = { tab: chosen.tab, oldestFirst: chosen.sort === 'oldest', limit: PAGE };
    const [looking, apps, counts, requests] = await Promise.all([
      lookingAt(deps, c, 'requests'),
      deps.store.catalog.apps(),
      countRequests(deps, viewer, which, MOST),
      listRequests(deps, viewer, { ...which, ...page, after: readCursor(c.req.query('after') ?? '') }),
    ]);
    const last = requests.length < PAGE ? undefined : requests.at(-1);
    const next = last === undefined ? undefined : cursorOf(last);
    return c.html(requestsPage(looking, { requests, apps, counts, chosen, next }).toString());
  });
  return app;
}

function chosenIn(c: Context): Listed['chosen'] {
  const { q, tab, app = '', state, sort, bundle = '' } = c.req.query();
  return {
    q: q === undefined || q.trim() === '' ? undefined : q.slice(0, 200),
    tab: TABS.find((one) => one === tab),
    app: isId('app', app) ? app : undefined,
    state: REQUEST_STATES.find((one) => one === state),
    sort: sort === 'oldest' ? sort : undefined,
    bundle: isId('bundle', bundle) ? bundle : undefined,
  };
}
