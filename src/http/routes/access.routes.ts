import type { OpenAPIHono } from '@hono/zod-openapi';
import { type Result, ok, refused } from '../../domain/errors.ts';
import { type HoldingId, isId } from '../../domain/ids.ts';
import { endHolding } from '../../use-cases/access/end-holding.ts';
import { appNamed, personNamed } from '../../use-cases/find-named.ts';
import { type AccessQuery, seeAccess } from '../../use-cases/access/see-access.ts';
import { whyHeld } from '../../use-cases/access/why-held.ts';
import { actingAs, viewing } from '../auth/acting.ts';
import type { Authenticated } from '../auth/bearer.ts';
import type { HttpDeps } from '../deps.ts';
import { problemResponse } from '../problem.ts';
import { accessQuery, endedSchema, endingSchema, heldSchema, whySchema } from '../schemas/access.ts';
import { pathId } from '../schemas/ids.ts';
import { pageOf } from '../schemas/organisation.ts';
import { heldView, whyView } from '../views/access.view.ts';
import { newApi, readRoute, writeRoute } from './api-route.ts';
import { ASKED } from './refusals.ts';

type Api = OpenAPIHono<Authenticated>;

/** What people hold, why, and its end. */
export function accessRoutes(deps: HttpDeps): Api {
  const app = newApi();
  addAccess(app, deps);
  addWhy(app, deps);
  addEnd(app, deps);
  return app;
}

function addAccess(app: Api, deps: HttpDeps): void {
  const route = readRoute(deps, {
    path: '/access',
    summary: 'What you hold, or somebody else, or everybody in an app',
    query: accessQuery,
    answer: pageOf(heldSchema),
    refuses: ['not_found'],
  });
  app.openapi(route, async (c) => {
    const query = await findQuery(deps, c.req.valid('query'));
    const seen = query.ok ? await seeAccess(deps.store, viewing(c.get('caller')), query.value) : query;
    if (!seen.ok) return problemResponse(c, seen.problem) as never;
    return c.json({ items: seen.value.items.map(heldView), next: seen.value.next ?? null }, 200);
  });
}

interface Asked extends Pick<AccessQuery, 'limit'> {
  readonly person?: string | undefined;
  readonly app?: string | undefined;
  readonly after?: string | undefined;
}

async function findQuery({ store }: HttpDeps, { limit, ...asked }: Asked): Promise<Result<AccessQuery>> {
  const person = asked.person === undefined ? undefined : await personNamed(store, asked.person);
  if (asked.person !== undefined && person === undefined)
    return refused('not_found', 'There is no such person.', { field: 'person' });
  const app = asked.app === undefined ? undefined : await appNamed(store, asked.app);
  if (asked.app !== undefined && app === undefined)
    return refused('not_found', 'There is no such app.', { field: 'app' });
  const after = asked.after === undefined ? ok(undefined) : cursorIn(asked.after);
  return after.ok ? ok({ person, app, limit, after: after.value }) : after;
}

function cursorIn(text: string): Result<HoldingId> {
  if (isId('holding', text)) return ok(text);
  return refused('malformed', 'This is no `next` of a page.', { field: 'after' });
}

function addWhy(app: Api, deps: HttpDeps): void {
  const summary = 'Why it is held: the requests behind it, who approved them, until when, and how it is proven';
  const shape = { params: pathId('holding'), answer: whySchema, refuses: ['not_found'] } as const;
  const route = readRoute(deps, { path: '/holdings/{id}/why', summary, ...shape });
  app.openapi(route, async (c) => {
    const why = await whyHeld(deps.store, viewing(c.get('caller')), c.req.valid('param').id);
    return why.ok ? c.json(whyView(why.value), 200) : (problemResponse(c, why.problem) as never);
  });
}

function addEnd(app: Api, deps: HttpDeps): void {
  const summary = 'Take it away, whatever holds it';
  const description = 'In addition to the specified paths. Ends its one lease; where there is more to it, removes it.';
  const shape = {
    params: pathId('holding'),
    body: endingSchema,
    answer: endedSchema,
    scope: 'request',
    answers: [200, 202],
    refuses: ASKED,
  } as const;
  app.openapi(writeRoute(deps, { path: '/holdings/{id}/end', summary, description, ...shape }), async (c) => {
    const acting = actingAs(c.get('caller'));
    if (!acting.ok) return problemResponse(c, acting.problem) as never;
    const key = c.req.header('idempotency-key');
    const ended = await endHolding(deps, acting.value, c.req.valid('param').id, { ...c.req.valid('json'), key });
    if (!ended.ok) return problemResponse(c, ended.problem) as never;
    const { id: request, delivery } = ended.value;
    return delivery.delivered === 'applied'
      ? c.json({ request, applied: true, state: delivery.answer.state }, 200)
      : c.json({ request, applied: false, state: null }, 202);
  });
}
