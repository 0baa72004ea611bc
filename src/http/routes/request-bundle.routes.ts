import type { OpenAPIHono, z } from '@hono/zod-openapi';
import type { Problem, Result } from '../../domain/errors.ts';
import type { Person } from '../../domain/people/person.ts';
import { findWish } from '../../use-cases/find-wish.ts';
import { type Bundle, submitBundle } from '../../use-cases/submit-bundle.ts';
import type { Submitted } from '../../use-cases/submit-request.ts';
import { actingAs } from '../auth/acting.ts';
import type { Authenticated } from '../auth/bearer.ts';
import type { HttpDeps } from '../deps.ts';
import { problemBody, problemResponse } from '../problem.ts';
import { bundleAnswerSchema, bundleSchema } from '../schemas/requests.ts';
import { requestView } from '../views/request.view.ts';
import { newApi, writeRoute } from './api-route.ts';
import { ASKED } from './refusals.ts';
import { leaseOf } from './request-answers.ts';

/** Several apps at once. */
export function requestBundleRoutes(deps: HttpDeps): OpenAPIHono<Authenticated> {
  const app = newApi();
  const summary = 'Ask for access to several apps at once';
  const description =
    'In addition to the specified paths. One request for each app, with a shared `bundle`; if any is refused, none is made.';
  const shape = {
    body: bundleSchema,
    answer: bundleAnswerSchema,
    scope: 'request',
    answers: [201, 202],
    refuses: ASKED,
    keyed: 'derived',
  } as const;
  app.openapi(writeRoute(deps, { path: '/requests/bundle', summary, description, ...shape }), async (c) => {
    const acting = actingAs(c.get('caller'));
    if (!acting.ok) return problemResponse(c, acting.problem) as never;
    const found = await findWishes(deps, acting.value.person, c.req.valid('json').requests);
    if (!found.ok) return problemResponse(c, found.problem) as never;
    const given = { requests: found.value, key: c.req.header('idempotency-key') };
    const submitted = await submitBundle(deps, acting.value, given);
    if (!submitted.ok) return problemResponse(c, submitted.problem) as never;
    const { id, results } = submitted.value;
    const items = await Promise.all(results.map((one) => itemOf(deps, one)));
    const isLate = results.some((one) => one.ok && one.value.delivery.delivered === 'recorded');
    return c.json({ bundle: id, items }, isLate ? 202 : 201) as never;
  });
  return app;
}

type Typed = z.output<typeof bundleSchema>['requests'];

async function findWishes({ store }: HttpDeps, person: Person, all: Typed): Promise<Result<Bundle['requests']>> {
  const found: Bundle['requests'][number][] = [];
  for (const [at, { lease, facts, ...typed }] of all.entries()) {
    const wish = await findWish(store, person, { ...typed, lease: leaseOf(lease) });
    if (!wish.ok) return { ok: false, problem: placed(wish.problem, at) };
    found.push({ wish: wish.value, hash: facts });
  }
  return { ok: true, value: found };
}

function placed({ field, ...problem }: Problem, at: number): Problem {
  return { ...problem, field: field === undefined ? `requests.${at}` : `requests.${at}.${field}` };
}

async function itemOf({ store }: HttpDeps, result: Result<Submitted>) {
  if (!result.ok) return { request: null, applied: false, problem: problemBody(result.problem) };
  const { id, request, delivery } = result.value;
  const stored = (await store.requests.byId(id)) ?? request;
  return { request: requestView(stored), applied: delivery.delivered === 'applied', problem: null };
}
