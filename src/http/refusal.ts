import type { Context } from 'hono';
import type { Problem } from '../domain/errors.ts';
import { nowherePage } from './pages/gone.page.tsx';
import { problemResponse } from './problem.ts';
import { problems } from './problems.ts';

/** Where no page of ours could say it: a page for people, a problem for programs. */
export function refusalResponse(c: Context, problem: Problem): Response | Promise<Response> {
  const isPage = !c.req.path.startsWith('/api/') && (c.req.header('accept') ?? '').includes('text/html');
  return isPage ? c.html(nowherePage(problem).toString(), problems[problem.code][0]) : problemResponse(c, problem);
}
