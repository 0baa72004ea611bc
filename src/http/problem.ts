import type { Context } from 'hono';
import type { Problem } from '../domain/errors.ts';
import { problems } from './problems.ts';

/** RFC 9457. Nobody sees a stack trace. */
export function problemResponse(c: Context, problem: Problem): Response {
  const [status] = problems[problem.code];
  return c.body(JSON.stringify(problemBody(problem)), status, { 'content-type': 'application/problem+json' });
}

export function problemBody(problem: Problem) {
  const [status, title] = problems[problem.code];
  return { type: `/api/v1/docs#problem-${problem.code}`, title, status, ...problem };
}
