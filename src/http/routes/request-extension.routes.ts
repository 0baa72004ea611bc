import type { OpenAPIHono } from '@hono/zod-openapi';
import { extendRequest } from '../../use-cases/extend-request.ts';
import { seeRequest } from '../../use-cases/see-requests.ts';
import { actingAs, viewing } from '../auth/acting.ts';
import type { Authenticated } from '../auth/bearer.ts';
import type { HttpDeps } from '../deps.ts';
import { problemResponse } from '../problem.ts';
import { pathId } from '../schemas/ids.ts';
import { extensionSchema, requestSchema } from '../schemas/requests.ts';
import { newApi, writeRoute } from './api-route.ts';
import { ASKED } from './refusals.ts';
import { leaseOf, submittedAnswer } from './request-answers.ts';

/** A later end is a request of its own. */
export function requestExtensionRoutes(deps: HttpDeps): OpenAPIHono<Authenticated> {
  const app = newApi();
  const summary = 'Ask for a later end; where it has ended in the meantime, for the same again';
  const shape = {
    params: pathId('request'),
    body: extensionSchema,
    answer: requestSchema,
    scope: 'request',
    answers: [201, 202],
    refuses: ASKED,
    keyed: 'derived',
  } as const;
  app.openapi(writeRoute(deps, { path: '/requests/{id}/extension', summary, ...shape }), async (c) => {
    const acting = actingAs(c.get('caller'));
    if (!acting.ok) return problemResponse(c, acting.problem) as never;
    const seen = await seeRequest(deps, viewing(c.get('caller')), c.req.valid('param').id);
    if (!seen.ok) return problemResponse(c, seen.problem) as never;
    const { lease, reason = '', reasonCode } = c.req.valid('json');
    const asked = { lease: leaseOf(lease), reason, reasonCode, key: c.req.header('idempotency-key') };
    return (await submittedAnswer(c, deps, await extendRequest(deps, acting.value, seen.value.id, asked))) as never;
  });
  return app;
}
