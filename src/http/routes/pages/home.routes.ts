import { Hono } from 'hono';
import { HOUR } from '../../../domain/time.ts';
import { isFinal, stateOf } from '../../../domain/request/state.ts';
import type { Request } from '../../../domain/request/request.ts';
import { listRequests } from '../../../use-cases/see-requests.ts';
import { viewingIn } from '../../auth/acting-in.ts';
import type { InSession } from '../../auth/session.ts';
import type { HttpDeps } from '../../deps.ts';
import { homePage } from '../../pages/home.page.tsx';
import { lookingAt } from '../../web/looking.ts';

/** As many as fit a screen; the lists have all of them. */
const MOST = 8;
const SOON = 72 * HOUR;

/** What needs this person now, what of theirs is moving, and what ends soon. */
export function homeRoutes(deps: HttpDeps): Hono<InSession> {
  const app = new Hono<InSession>();
  app.get('/', async (c) => {
    const viewer = viewingIn(c.get('signedIn'));
    const first = { after: undefined, limit: MOST };
    const [looking, toDecide, own] = await Promise.all([
      lookingAt(deps, c, 'home'),
      listRequests(deps, viewer, { ...first, tab: 'open', decides: true }),
      listRequests(deps, viewer, { ...first, tab: undefined, limit: 100, own: true }),
    ]);
    const moving = own.filter((request) => isMoving(request)).slice(0, MOST);
    const endsSoon = own.filter((request) => isEndingSoon(request, looking.when.now));
    return c.html(homePage(looking, { toDecide, moving, endsSoon }).toString());
  });
  return app;
}

function isMoving(request: Request): boolean {
  const state = stateOf(request);
  return state !== 'active' && !isFinal(state);
}

function isEndingSoon(request: Request, now: number): boolean {
  return stateOf(request) === 'active' && request.endsAt !== undefined && request.endsAt - now < SOON;
}
