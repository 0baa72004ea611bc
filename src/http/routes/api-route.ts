import { createRoute, type z } from '@hono/zod-openapi';
import type { Scope } from '../../domain/people/scope.ts';
import { bearer } from '../auth/bearer.ts';
import type { HttpDeps } from '../deps.ts';
import { problemSchema } from '../schemas/organisation.ts';

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemSchema } },
});

/** A read under `/api/v1`: what it answers, who may call it, and what it refuses with. */
export function readRoute<P extends string, T extends z.ZodType>(
  deps: HttpDeps,
  route: { path: P; summary: string; answer: T; scope?: Scope },
) {
  return createRoute({
    method: 'get',
    path: route.path,
    summary: route.summary,
    security: [{ bearer: [] }],
    middleware: [bearer(deps, route.scope ?? 'read')] as const,
    responses: {
      200: { description: 'OK', content: { 'application/json': { schema: route.answer } } },
      401: problem('Not signed in'),
      403: problem('Not allowed'),
      404: problem('Not found'),
    },
  });
}
