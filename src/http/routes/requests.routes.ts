import type { OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { refused } from '../../domain/errors.ts';
import { appNamed } from '../../use-cases/find-named.ts';
import { findWish } from '../../use-cases/find-wish.ts';
import { grantDirectly } from '../../use-cases/grant-directly.ts';
import { previewRequest } from '../../use-cases/preview-request.ts';
import { searchFor } from '../../use-cases/search-requests.ts';
import { listRequests, seeRequest } from '../../use-cases/see-requests.ts';
import { submitRequest } from '../../use-cases/submit-request.ts';
import { actingAs, viewing } from '../auth/acting.ts';
import type { Authenticated } from '../auth/bearer.ts';
import { cursorOf } from '../cursors.ts';
import type { HttpDeps } from '../deps.ts';
import { problemResponse } from '../problem.ts';
import { pathId } from '../schemas/ids.ts';
import { pageOf } from '../schemas/organisation.ts';
import { pageView } from '../schemas/pages.ts';
import { previewSchema, requestSchema, requestsQuery, submitSchema } from '../schemas/requests.ts';
import { requestView } from '../views/request.view.ts';
import { newApi, readRoute, writeRoute } from './api-route.ts';
import { ASKED, WISHED } from './refusals.ts';
import { leaseOf, submittedAnswer } from './request-answers.ts';

/** Asking, granting and looking. What is said to a request that exists is in request-messages.routes.ts. */
export function requestRoutes(deps: HttpDeps): OpenAPIHono<Authenticated> {
  const app = newApi();
  addSubmit(app, deps);
  addPreview(app, deps);
  addLists(app, deps);
  return app;
}

type Typed = z.output<typeof submitSchema>;
type Api = OpenAPIHono<Authenticated>;

async function asked(c: Context<Authenticated>, deps: HttpDeps, { lease, ...typed }: Typed) {
  const acting = actingAs(c.get('caller'));
  if (!acting.ok) return acting;
  const wish = await findWish(deps.store, acting.value.person, { ...typed, lease: leaseOf(lease) });
  return wish.ok ? { ok: true as const, value: { acting: acting.value, wish: wish.value } } : wish;
}

function addSubmit(app: Api, deps: HttpDeps): void {
  const answers = [201, 202] as const;
  const shape = { body: submitSchema, answer: requestSchema, answers, refuses: ASKED, keyed: 'derived' } as const;
  const submit = writeRoute(deps, { path: '/requests', summary: 'Ask for access', scope: 'request', ...shape });
  app.openapi(submit, async (c) => {
    const found = await asked(c, deps, c.req.valid('json'));
    if (!found.ok) return problemResponse(c, found.problem) as never;
    const { acting, wish } = found.value;
    const given = { wish, key: c.req.header('idempotency-key'), hash: c.req.valid('json').facts };
    return (await submittedAnswer(c, deps, await submitRequest(deps, acting, given))) as never;
  });
  const said = { path: '/grants', summary: 'Grant directly, as an admin, to somebody else', scope: 'admin' } as const;
  const grant = writeRoute(deps, { ...shape, ...said, refuses: [...ASKED, 'own_request'] });
  app.openapi(grant, async (c) => {
    const found = await asked(c, deps, c.req.valid('json'));
    if (!found.ok) return problemResponse(c, found.problem) as never;
    const { acting, wish } = found.value;
    const granted = await grantDirectly(deps, acting, { wish, key: c.req.header('idempotency-key') });
    return (await submittedAnswer(c, deps, granted)) as never;
  });
}

function addPreview(app: Api, deps: HttpDeps): void {
  const summary = 'What asking for this would come to, without asking';
  const route = writeRoute(deps, {
    path: '/requests/preview',
    summary,
    scope: 'request',
    body: submitSchema,
    answer: previewSchema,
    refuses: WISHED,
    keyed: 'nothing',
  });
  app.openapi(route, async (c) => {
    const found = await asked(c, deps, c.req.valid('json'));
    if (!found.ok) return problemResponse(c, found.problem) as never;
    const preview = await previewRequest(deps, found.value.acting, found.value.wish);
    if (!preview.ok) return problemResponse(c, preview.problem) as never;
    const { id: _id, url: _url, ...view } = requestView(preview.value.request);
    return c.json({ ...view, notified: preview.value.notified, facts: preview.value.hash }, 200);
  });
}

function addLists(app: Api, deps: HttpDeps): void {
  const list = readRoute(deps, {
    path: '/requests',
    summary: 'Requests, newest first: yours and those you can decide; all of them for admins and auditors',
    query: requestsQuery,
    answer: pageOf(requestSchema),
    refuses: ['not_found'],
  });
  app.openapi(list, async (c) => {
    const { app: called, search: text, own, decides, state, limit, ...query } = c.req.valid('query');
    const about = called === undefined ? undefined : await appNamed(deps.store, called);
    if (called !== undefined && about === undefined)
      return problemResponse(c, refused('not_found', 'There is no such app.', { field: 'app' }).problem) as never;
    const search = text === undefined ? undefined : await searchFor(deps.store, text);
    const whose = { own: own === 'true', decides: decides === 'true', states: state && [state] };
    const wanted = { tab: undefined, after: undefined, ...query, ...whose, limit, search, app: about?.id };
    const requests = await listRequests(deps, viewing(c.get('caller')), wanted);
    return c.json(pageView(requests, limit, requestView, cursorOf), 200);
  });
  const shape = { params: pathId('request'), answer: requestSchema, refuses: ['not_found'] } as const;
  const one = readRoute(deps, { path: '/requests/{id}', summary: 'One request', ...shape });
  app.openapi(one, async (c) => {
    const seen = await seeRequest(deps, viewing(c.get('caller')), c.req.valid('param').id);
    return seen.ok ? c.json(requestView(seen.value), 200) : (problemResponse(c, seen.problem) as never);
  });
}
