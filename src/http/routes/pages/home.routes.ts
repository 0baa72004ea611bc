import { Hono } from 'hono';
import type { Request } from '../../../domain/request/request.ts';
import { whoCanActNow } from '../../../domain/request/remind.ts';
import { MOVING_STATES, stateOf } from '../../../domain/request/state.ts';
import { hasOpenQuestion } from '../../../domain/request/thread.ts';
import { HOUR } from '../../../domain/time.ts';
import { listRequests } from '../../../use-cases/see-requests.ts';
import { listTasks } from '../../../use-cases/tasks/list-tasks.ts';
import { namesIn } from '../../../use-cases/tasks/see-tasks.ts';
import { viewingIn } from '../../auth/acting-in.ts';
import type { InSession } from '../../auth/session.ts';
import type { HttpDeps } from '../../deps.ts';
import { homePage } from '../../pages/home.page.tsx';
import { lookingAt } from '../../web/looking.ts';

/** As many as fit a screen; the lists have all of them. */
const MOST = 8;
const MOST_OWN = 100;
const SOON = 72 * HOUR;

/** What needs this person now, what of theirs is moving, and what ends soon. */
export function homeRoutes(deps: HttpDeps): Hono<InSession> {
  const app = new Hono<InSession>();
  app.get('/', async (c) => {
    const viewer = viewingIn(c.get('signedIn'));
    const first = { tab: undefined, after: undefined, limit: MOST };
    const own = { ...first, limit: MOST_OWN, own: true };
    const [looking, toDecide, tasks, moving, active] = await Promise.all([
      lookingAt(deps, c, 'home'),
      listRequests(deps, viewer, { ...first, tab: 'open', decides: true }),
      // An admin sees all of them, and is needed for their own.
      listTasks(deps.store, { ...viewer, roles: [] }, { states: ['open'], after: undefined, limit: MOST }),
      listRequests(deps, viewer, { ...own, states: MOVING_STATES }),
      listRequests(deps, viewer, { ...own, states: ['active'] }),
    ]);
    const { person, when } = looking;
    const toAnswer = moving.filter((request) => isToAnswer(request) && whoCanActNow(request).includes(person.id));
    const others = moving.filter((request) => !toAnswer.includes(request)).slice(0, MOST);
    const endsSoon = active.filter(({ endsAt }) => endsAt !== undefined && endsAt - when.now < SOON);
    const names = await namesIn(deps.store, tasks);
    return c.html(homePage(looking, { toAnswer, toDecide, tasks, names, moving: others, endsSoon }).toString());
  });
  return app;
}

function isToAnswer(request: Request): boolean {
  return stateOf(request) === 'pending_approval' && hasOpenQuestion(request);
}
