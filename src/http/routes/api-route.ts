import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { refused } from '../../domain/errors.ts';
import type { Scope } from '../../domain/people/scope.ts';
import { type Authenticated, bearer } from '../auth/bearer.ts';
import type { HttpDeps } from '../deps.ts';
import { problemResponse } from '../problem.ts';
import { problemSchema } from '../schemas/organisation.ts';

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemSchema } },
});

const json = <T extends z.ZodType>(schema: T) => ({ content: { 'application/json': { schema } } });

/** What an API answers with when what was sent is not understood: the first field that is wrong, and why. */
export function newApi(): OpenAPIHono<Authenticated> {
  return new OpenAPIHono<Authenticated>({
    defaultHook: (result, c) => {
      if (result.success) return undefined;
      const [issue] = result.error.issues;
      const field = issue?.path.join('.') ?? '';
      const code = issue?.code === 'unrecognized_keys' ? 'unknown_field' : 'malformed';
      return problemResponse(c, refused(code, `${issue?.message ?? 'It is not understood'}.`, { field }).problem);
    },
  });
}

const NO_QUERY = z.object({});

/** A read under `/api/v1`: what it answers, who may call it, and what it refuses with. */
export function readRoute<P extends string, T extends z.ZodType, Q extends z.ZodObject = typeof NO_QUERY>(
  deps: HttpDeps,
  route: { path: P; summary: string; answer: T; scope?: Scope; query?: Q },
) {
  return createRoute({
    method: 'get',
    path: route.path,
    summary: route.summary,
    security: [{ bearer: [] }],
    middleware: [bearer(deps, route.scope ?? 'read')] as const,
    request: { query: route.query ?? (NO_QUERY as unknown as Q) },
    responses: {
      200: { description: 'OK', ...json(route.answer) },
      400: problem('Not understood'),
      401: problem('Not signed in'),
      403: problem('Not allowed'),
      404: problem('Not found'),
    },
  });
}

/** A write under `/api/v1`. 202: kept durably, and not applied yet because no worker answered. */
export function writeRoute<P extends string, B extends z.ZodType, T extends z.ZodType>(
  deps: HttpDeps,
  route: { path: P; summary: string; description?: string; body: B; answer: T; scope: Scope; status?: 200 | 201 },
) {
  return createRoute({
    method: 'post',
    path: route.path,
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    security: [{ bearer: [] }],
    middleware: [bearer(deps, route.scope)] as const,
    request: { body: { required: true, ...json(route.body) } },
    responses: {
      200: { description: 'Done', ...json(route.answer) },
      201: { description: 'Made', ...json(route.answer) },
      202: { description: 'Recorded, not applied yet', ...json(route.answer) },
      400: problem('Not understood'),
      401: problem('Not signed in'),
      403: problem('Not allowed'),
      404: problem('Not found'),
      409: problem('Not possible now'),
      413: problem('Too large'),
      429: problem('Too soon'),
      503: problem('Not available'),
    },
  });
}
