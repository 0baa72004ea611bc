import { Hono } from 'hono';
import { listRequests } from '../../../use-cases/see-requests.ts';
import type { Tab } from '../../../domain/request/state.ts';
import { viewingIn } from '../../auth/acting-in.ts';
import type { InSession } from '../../auth/session.ts';
import type { HttpDeps } from '../../deps.ts';
import { requestsPage } from '../../pages/requests.page.tsx';
import { lookingAt } from '../../web/looking.ts';
import { cursorOf, readCursor } from '../request-answers.ts';

const PAGE = 50;
const TABS: readonly string[] = ['open', 'closed', 'rejected'] satisfies Tab[];

/** The list of requests; its address holds everything that was chosen. What is not understood in it is left out. */
export function requestListRoutes(deps: HttpDeps): Hono<InSession> {
  const app = new Hono<InSession>();
  app.get('/requests', async (c) => {
    const wanted = c.req.query('tab') ?? '';
    const tab = TABS.includes(wanted) ? (wanted as Tab) : undefined;
    const after = readCursor(c.req.query('after') ?? '');
    const viewer = viewingIn(c.get('signedIn'));
    const [looking, requests] = await Promise.all([
      lookingAt(deps, c, 'requests'),
      listRequests(deps, viewer, { tab, after, limit: PAGE }),
    ]);
    const last = requests.length < PAGE ? undefined : requests.at(-1);
    const next = last === undefined ? undefined : cursorOf(last);
    return c.html(requestsPage(looking, { requests, tab, next }).toString());
  });
  return app;
}
