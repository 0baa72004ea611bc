import { type Context, Hono } from 'hono';
import { type Problem, type Result, refused } from '../../../domain/errors.ts';
import { isId } from '../../../domain/ids.ts';
import { isAdmin } from '../../../domain/people/person.ts';
import { needsFreshSignIn } from '../../../domain/policy/may-decide.ts';
import { furthestEnd } from '../../../domain/request/extend.ts';
import { stateOf } from '../../../domain/request/state.ts';
import type { Request } from '../../../domain/request/request.ts';
import { seeTimeline } from '../../../use-cases/audit/see-timeline.ts';
import { seeLooking } from '../../../use-cases/desk/see-looking.ts';
import { seeUsualLease } from '../../../use-cases/desk/see-usual-lease.ts';
import { actionsFor } from '../../../use-cases/see-actions.ts';
import { seeChanges } from '../../../use-cases/see-changes.ts';
import { seeRequest, standsFor } from '../../../use-cases/see-requests.ts';
import { actingIn, viewingIn } from '../../auth/acting-in.ts';
import { formOf } from '../../auth/forms.ts';
import type { Typed } from '../../auth/typed.ts';
import type { InSession } from '../../auth/session.ts';
import type { HttpDeps } from '../../deps.ts';
import { confirmPage } from '../../pages/confirm.page.tsx';
import { QUESTIONS, type Question } from '../../pages/questions.tsx';
import { requestPage } from '../../pages/request.page.tsx';
import { newClick } from '../../web/click.ts';
import { DEED_NAMES, DEEDS, type DeedName, perform } from '../../web/deeds.ts';
import { gonePage } from '../../web/gone.ts';
import { lookingAt } from '../../web/looking.ts';
import { withNotice } from '../../web/notice.ts';
import { statusOf } from '../../web/status-of.ts';

type Page = Context<InSession>;

/** One request: what it is, and what can be done with it. */
export function requestPageRoutes(deps: HttpDeps): Hono<InSession> {
  const app = new Hono<InSession>();
  app.get('/requests/:id', async (c) => {
    const request = await seen(deps, c);
    return request.ok ? showRequest(deps, c, request.value) : gonePage(deps, c, 'requests', request.problem);
  });
  for (const name of DEED_NAMES) addDeed(app, deps, name);
  return app;
}

function addDeed(app: Hono<InSession>, deps: HttpDeps, name: DeedName): void {
  const path = `/requests/:id/${name}`;
  const question = QUESTIONS[name];
  app.get(path, async (c) => {
    const request = await seen(deps, c);
    if (!request.ok) return gonePage(deps, c, 'requests', request.problem);
    // What is decided already has nothing to ask: a link in an old message leads to how it went.
    const isOver = DEEDS[name].action === 'decide' && stateOf(request.value) !== 'pending_approval';
    if (question === undefined || isOver) return c.redirect(`/requests/${request.value.id}`, 303);
    return ask(deps, c, { name, request: request.value, question, typed: {} });
  });
  app.post(path, async (c) => {
    const request = await seen(deps, c);
    if (!request.ok) return gonePage(deps, c, 'requests', request.problem);
    const { typed, problem } = await formOf(c);
    const did =
      problem === undefined ? await done(deps, c, name, request.value, typed) : ({ ok: false, problem } as const);
    if (did.ok) return c.redirect(withNotice(`/requests/${request.value.id}`, did.value), 303);
    return question === undefined
      ? showRequest(deps, c, request.value, did.problem)
      : ask(deps, c, { name, request: request.value, question, typed, problem: did.problem });
  });
}

async function done(deps: HttpDeps, c: Page, name: DeedName, { id }: Request, typed: Typed) {
  const { when } = await lookingAt(deps, c, 'requests');
  return perform(name, { deps, acting: actingIn(c.get('signedIn'), deps), id, typed, zone: when.zone });
}

/** What one may not see is not there. */
function seen(deps: HttpDeps, c: Page): Promise<Result<Request>> {
  const id = c.req.param('id') ?? '';
  if (!isId('request', id)) return Promise.resolve(refused('not_found', 'There is no such request.'));
  return seeRequest(deps, viewingIn(c.get('signedIn')), id);
}

interface Asking {
  readonly name: DeedName;
  readonly request: Request;
  readonly question: Question;
  readonly typed: Typed;
  readonly problem?: Problem;
}

async function ask(deps: HttpDeps, c: Page, asking: Asking): Promise<Response> {
  const looking = await lookingAt(deps, c, 'requests');
  const click = asking.typed['click'] ?? newClick(deps);
  const problem = asking.problem ?? notFreshFor(deps, c, asking);
  const page = confirmPage(looking, { ...asking, problem, click, here: c.req.path });
  return c.html(page.toString(), statusOf(asking.problem));
}

/** Said before anything is typed that signing in again would lose. */
function notFreshFor(deps: HttpDeps, c: Page, { name, request }: Asking): Problem | undefined {
  const isApproval = name === 'approve' || name === 'approve-modified';
  const { assurance } = actingIn(c.get('signedIn'), deps).origin;
  if (!isApproval || !needsFreshSignIn(request, 'approve') || assurance === 'fresh_sign_in') return undefined;
  return { code: 'fresh_sign_in_needed', detail: 'This is high risk: approving it needs a fresh sign-in.' };
}

async function showRequest(deps: HttpDeps, c: Page, request: Request, problem?: Problem): Promise<Response> {
  const [looking, app, others, timeline, about, looker, usual] = await Promise.all([
    lookingAt(deps, c, 'requests'),
    deps.store.catalog.appById(request.appId),
    standsFor(deps, c.get('signedIn').person.id),
    seeTimeline(deps.store, request),
    seeChanges(deps.store, request),
    seeLooking(deps.store, request),
    seeUsualLease(deps.store, request),
  ]);
  const { person, when } = looking;
  const actions =
    app === undefined ? new Set<never>() : actionsFor(request, { person, standsFor: others }, app, when.now);
  const url = isAdmin(person) ? deps.workflowUrl?.(request) : undefined;
  const furthest = furthestEnd(request, deps.calendarOf(request.lease.zone));
  const seenNow = { request, about, actions, click: newClick(deps), workflowUrl: url, timeline, furthest, problem };
  return c.html(requestPage(looking, { ...seenNow, looker, usual }).toString(), statusOf(problem));
}
